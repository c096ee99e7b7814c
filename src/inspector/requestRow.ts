import { fill, h, write } from './dom';
import type { Row } from './list';
import { timeOf } from './moments';
import { requestDetails, type Secrets } from './requestDetails';
import type { SeenRequest } from './seen';

/** How it is with a request, in a few words, and whether that is good. */
function stateOf({ answer, outcome, verdict, isExit }: SeenRequest): readonly [string, string] {
  if (answer === undefined) {
    return verdict ? ['handed over', 'good'] : [isExit ? 'sent at the exit' : 'under way', 'busy'];
  }
  const [first = ''] = answer.split(/[\n,]/);
  if (/^handed-over/.test(outcome || '')) return ['handed over', 'good'];
  if (/^accepted/.test(outcome || '')) return [`accepted, ${first}`, 'good'];
  return [`${first}, ${verdict || '…'}`, 'bad'];
}

/** `isDry`: nobody was asked, so there is no answer to show. */
export function requestRow(
  request: SeenRequest,
  root: ShadowRoot,
  secrets: Secrets,
  isDry: boolean,
): Row {
  const { lane, time, records, isExit, form } = request;
  const state = h('span', { class: 'state' });
  const answer = h('div', {});
  let details: ReturnType<typeof requestDetails> | undefined;

  function update(): void {
    const [text, mood] = isDry ? ['not sent', 'busy'] : stateOf(request);
    write(state, text);
    state.className = `state ${mood}`;
    if (!details) return;
    details.update();
    if (isDry || request.answer === undefined) return;
    const said = [request.answer, request.outcome || ''].join('\n');
    if (answer.getAttribute('data-said') === said) return;
    answer.setAttribute('data-said', said);
    fill(
      answer,
      h(
        'dl',
        {},
        h('dt', {}, 'Answer'),
        h('dd', {}, h('pre', { tabindex: '0', 'aria-label': 'Answer' }, request.answer)),
        h('dt', {}, 'Outcome'),
        h('dd', {}, `${request.outcome || '…'}${request.verdict ? ` → ${request.verdict}` : ''}`),
      ),
    );
  }

  const inside = h('div', { class: 'inside' });
  const element = h(
    'li',
    {},
    h(
      'details',
      {
        // Not before it is wanted: a list of long bodies is slow.
        toggle() {
          if (details) return;
          details = requestDetails(form, root, secrets);
          fill(inside, details.element, answer);
          update();
        },
      },
      h(
        'summary',
        {},
        h('strong', {}, lane),
        ` ${records} ${records === 1 ? 'record' : 'records'}${isExit ? ', at the exit' : ''} `,
        state,
        h('time', {}, timeOf(time)),
      ),
      inside,
    ),
  );
  update();
  return { element, update };
}
