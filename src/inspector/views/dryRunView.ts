import { parseObject } from '../../core/json';
import type { TrackerOptions } from '../../core/options';
import { fill, h } from '../dom';
import { EXAMPLES } from '../examples';
import type { Secrets } from '../requestDetails';
import { requestRow } from '../requestRow';
import type { View } from '../tabs';
import { tryEvent, type Tried } from '../tryEvent';

/** What would go out for an event, and goes nowhere. */
export function dryRunView(
  options: TrackerOptions | undefined,
  root: ShadowRoot,
  secrets: Secrets,
): View {
  if (!options) {
    const note =
      'Give inspect() the options of createTracker() too, and an event can be tried here.';
    return { name: 'Dry run', element: h('p', { class: 'note' }, note), update: () => undefined };
  }
  const kind = h('input', { type: 'text', spellcheck: 'false', autocapitalize: 'off' });
  const props = h('textarea', { rows: '4', spellcheck: 'false', autocapitalize: 'off' });
  const status = h('p', { class: 'note', role: 'status' });
  const list = h('ul', { class: 'list', 'aria-label': 'Requests of the dry run' });
  let rows: ReturnType<typeof requestRow>[] = [];

  const example = h(
    'select',
    { change: choose },
    ...Object.keys(EXAMPLES).map((name) => h('option', { value: name }, name)),
  );
  function choose(): void {
    kind.value = example.value;
    props.value = JSON.stringify(EXAMPLES[example.value], null, 1).replace(/\n\s*/g, ' ');
  }

  function show({ requests, drops, warnings }: Tried): void {
    rows = requests().map((request) => requestRow(request, root, secrets, true));
    const complaints = [
      ...drops().map(({ lane, reason, why }) => `${lane || 'no endpoint'}: ${reason}: ${why}`),
      ...warnings.map((text) => text.replace(/^tracelet: /, '')),
    ];
    const lines = complaints.map((line) =>
      h('li', { class: 'entry' }, h('p', { class: 'why' }, line)),
    );
    fill(list, ...rows.map(({ element }) => element), ...lines);
    const { length } = rows;
    status.textContent = `${length} ${length === 1 ? 'request' : 'requests'}. Nothing was sent.`;
    rows.forEach(({ element }) =>
      (element.querySelector('details') as HTMLDetailsElement).setAttribute('open', ''),
    );
  }

  async function run(event: Event): Promise<void> {
    event.preventDefault();
    const said = parseObject(props.value || '{}');
    if (!said) return void (status.textContent = 'The props are no JSON object.');
    status.textContent = 'Asking the hooks …';
    try {
      show(await tryEvent(options as TrackerOptions, kind.value, said));
    } catch (e) {
      status.textContent = String(e);
    }
  }

  choose();
  const element = h(
    'div',
    {},
    h(
      'form',
      { submit: run },
      h('label', {}, 'Example', example),
      h('label', {}, 'Event', kind),
      h('label', { class: 'wide' }, 'Props', props),
      h('p', { class: 'actions' }, h('button', { class: 'button main' }, 'Show the requests')),
    ),
    secrets.checkbox(),
    status,
    list,
  );
  return {
    name: 'Dry run',
    element,
    update: () => rows.forEach((row) => row.update && row.update()),
  };
}
