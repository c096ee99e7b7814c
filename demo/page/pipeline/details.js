import { h, openDialog } from '../dom.js';
import { sayVerdict, timeOf } from '../words.js';
import { answerOf, headOf, sizeOf } from './wire.js';

/** @typedef {import('./tray.js').Tray} Tray */

/** More records than anybody reads. */
const RECORDS = 50;

/** @param {string} title */
const heading = (title) => h('h3', {}, title);

/**
 * @param {string} id
 * @param {string} label
 * @param {string} text
 */
const exact = (id, label, text) =>
  h('pre', { id, tabindex: '0', role: 'region', 'aria-label': label }, text);

/** Everything about one batch on one of its attempts: the bytes out, the answer, what was made of it. */
export function openDetails(/** @type {Tray} */ tray) {
  const content = h('div', { class: 'details' });
  const close = h(
    'button',
    {
      id: 'details-close',
      class: 'round',
      type: 'button',
      'aria-label': 'Close',
      onclick: () => dialog.close(),
    },
    '✕',
  );
  const opener = document.activeElement;
  const dialog = openDialog(
    {
      id: 'details',
      class: 'sheet details-sheet',
      label: `A batch of ${tray.lane}`,
      onClose() {
        tray.onChange = () => {};
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      },
    },
    h('header', { class: 'sheet-head' }, h('h2', {}, `A batch of ${tray.lane}`), close),
    content,
  );
  const draw = () => content.replaceChildren(...say(tray));
  tray.onChange = draw;
  draw();
}

/** @param {Tray} tray */
function say({ records, attempts, sent, judged, settled, why }) {
  const count = records.length === 1 ? '1 record' : `${records.length} records`;
  const [tone, verdict] = settled ? sayVerdict(settled.verdict) : ['busy', 'not yet'];
  const outcome = judged ? [judged.outcome.kind, judged.outcome.why].filter(Boolean) : ['none yet'];
  const taken =
    sent && sent.taken < records.length ? `, the first ${sent.taken} in this request` : '';
  const more = records.length - RECORDS;
  return [
    h('p', {}, `${count}${taken}; ${attempts ? `attempt ${attempts}` : 'not leased yet'}.`),
    heading(sent ? `Bytes out (${sizeOf(sent.request)})` : 'Bytes out'),
    ...(sent
      ? [
          exact('details-head', 'URL and headers', headOf(sent.request)),
          ...(sent.request.body === undefined
            ? []
            : [exact('details-body', 'Body', sent.request.body)]),
          h('p', { class: 'note' }, 'The browser adds its own headers, such as the origin.'),
        ]
      : [h('p', {}, 'Nothing was sent of it yet.')]),
    heading('Answer'),
    exact('details-answer', 'Answer', judged ? answerOf(judged.reply) : 'None yet'),
    h(
      'dl',
      { class: 'details-end' },
      h('div', {}, h('dt', {}, 'Outcome'), h('dd', { id: 'details-outcome' }, outcome.join(': '))),
      h(
        'div',
        {},
        h('dt', {}, 'Verdict'),
        h('dd', { id: 'details-verdict', 'data-tone': tone }, why || verdict),
      ),
    ),
    heading('Records, as they stand on disk'),
    h(
      'ul',
      { class: 'details-records' },
      ...records
        .slice(0, RECORDS)
        .map(({ id, kind, time, json }) =>
          h(
            'li',
            {},
            h('strong', {}, kind),
            ` ${timeOf(time)} `,
            h('code', {}, id),
            h('code', { class: 'details-json' }, json),
          ),
        ),
    ),
    ...(more > 0 ? [h('p', {}, `and ${more} more`)] : []),
  ];
}
