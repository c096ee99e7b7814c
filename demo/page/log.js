import { h } from './dom.js';
import { namesOf, sayReply, sayRequest, sayVerdict, timeOf } from './words.js';

/** @typedef {import('../../src/index').Stage} Stage */
/** @typedef {import('../../src/index').Verdict} Verdict */
/** @typedef {import('./words.js').Named} Named */
/** @typedef {ReturnType<typeof createLine>} Line */

/** More lines than anybody reads. */
const LINES = 60;

/**
 * One line for each batch, from its first record to its verdict.
 * @param {HTMLElement} list
 * @param {HTMLElement} empty
 */
export function createLog(list, empty) {
  /** @type {Map<string, Line>} by the batch's key on disk */
  const lines = new Map();
  /** @type {Line | undefined} */
  let dropped;
  /** @type {Line | undefined} */
  let drops;

  /** @param {Line} line */
  function raise(line) {
    const { element } = line;
    empty.hidden = true;
    // What moves loses the focus.
    if (!element.contains(document.activeElement)) list.prepend(element);
    while (list.children.length > LINES) list.lastElementChild?.remove();
    return line;
  }

  /**
   * A batch keeps its line until it is settled for good; what is left of it then begins another.
   * @param {string} lane
   * @param {string} key
   */
  function lineOf(lane, key) {
    const line = lines.get(key) ?? raise(createLine(lane));
    lines.set(key, line);
    return line;
  }

  /**
   * One line for events that are dropped alike, one after the other.
   * @param {Stage & { kind: 'drop' }} stage
   */
  function lineOfDrops({ lane, why }) {
    const line = drops?.isOf(lane, why) && list.firstChild === drops.element ? drops : undefined;
    drops = line ?? raise(createLine(lane));
    return drops;
  }

  return {
    /** @param {Stage} stage */
    tell(stage) {
      switch (stage.kind) {
        case 'record':
          return;
        case 'buffer':
          return lineOf(stage.lane, stage.key).gather(stage.record);
        case 'lease':
          return lineOf(stage.lane, stage.batch.key).lease(stage);
        case 'send':
          return raise(lineOf(stage.lane, stage.batch.key)).send(stage);
        case 'judge':
          return lineOf(stage.lane, stage.batch.key).judge(stage);
        case 'settle': {
          const { lane, batch, verdict } = stage;
          const line = lineOf(lane, batch.key);
          line.settle(verdict);
          if (verdict.kind === 'ack' || verdict.kind === 'drop') lines.delete(batch.key);
          // A stage of its own says why, next.
          dropped = verdict.kind === 'drop' ? line : undefined;
          return;
        }
        case 'drop':
          (dropped ?? lineOfDrops(stage)).drop(stage);
          dropped = undefined;
      }
    },
  };
}

/** @param {string} lane */
function createLine(lane) {
  /** @type {Named[]} */
  const gathered = [];
  let dropCount = 0;
  const kinds = h('span', { class: 'log-kinds' });
  const time = h('time', { class: 'log-time' }, timeOf(Date.now()));
  const state = h('span', { class: 'log-state', 'data-tone': 'idle' }, 'waiting');
  const reply = h('span', { class: 'log-reply' });
  const detail = h('pre', { class: 'log-detail', tabindex: '0' }, 'Not sent yet');
  const summary = h(
    'summary',
    {},
    h('span', { class: 'log-lane' }, lane || 'no endpoint'),
    time,
    kinds,
    state,
    reply,
  );
  const element = h(
    'li',
    { 'data-lane': lane || 'none', 'data-testid': 'log-line' },
    h('details', {}, summary, detail),
  );

  /**
   * @param {string} tone
   * @param {string} text
   */
  function show(tone, text) {
    state.dataset.tone = tone;
    state.textContent = text;
  }

  /** @param {readonly Named[]} records */
  function name(records) {
    kinds.textContent = namesOf(records);
    element.dataset.kinds = records.map(({ kind }) => kind).join(' ');
  }

  return {
    element,
    /** @param {Named} record */
    gather(record) {
      gathered.push(record);
      name(gathered);
    },
    /** @param {Stage & { kind: 'lease' }} stage */
    lease({ batch: { records, attempts } }) {
      name(records);
      show('busy', attempts > 1 ? `attempt ${attempts}` : 'leased');
    },
    /** @param {Stage & { kind: 'send' }} stage */
    send({ batch: { records, attempts }, taken, request, urgency }) {
      name(records.slice(0, taken));
      time.textContent = timeOf(Date.now());
      reply.textContent = '';
      detail.textContent = sayRequest(request);
      if (urgency === 'exit') show('good', 'sent while leaving');
      else show('busy', attempts > 1 ? `sent, attempt ${attempts}` : 'sent');
    },
    /** @param {Stage & { kind: 'judge' }} stage */
    judge({ reply: answer, outcome }) {
      reply.textContent = sayReply(answer);
      show('busy', outcome.kind);
    },
    /** @param {Verdict} verdict */
    settle(verdict) {
      const [tone, text] = sayVerdict(verdict);
      show(tone, text);
    },
    /** @param {Stage & { kind: 'drop' }} stage */
    drop({ reason, count, why }) {
      dropCount += count;
      show('bad', `dropped: ${reason}${dropCount > 1 ? ` ×${dropCount}` : ''}`);
      if (why) reply.textContent = why;
    },
    /**
     * @param {string} otherLane
     * @param {string} why
     */
    isOf: (otherLane, why) => otherLane === lane && why === reply.textContent,
  };
}
