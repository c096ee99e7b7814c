import { sayVerdict } from '../words.js';
import { createTray } from './tray.js';
import { sizeOf } from './wire.js';

/** @typedef {import('../../../src/index').Stage} Stage */
/** @typedef {import('../../../src/index').Reply} Reply */
/** @typedef {import('./tray.js').Tray} Tray */
/** @typedef {{ tray: Tray, isLeased: boolean }} Course */

/**
 * @typedef {object} Duties
 * @property {ReturnType<typeof import('./columns.js').createColumns>} columns
 * @property {ReturnType<typeof import('./events.js').createEvents>} events
 * @property {number} delay how long a tracker gathers, in milliseconds
 * @property {(tray: Tray) => void} onOpen
 * @property {(lane: string, count: number, tone: string, text: string) => void} onSettled
 */

const shortOf = (/** @type {Reply} */ reply) =>
  reply.kind === 'response' ? `${reply.status}` : reply.kind.replace('-', ' ');

/**
 * What `observe()` tells, as trays that go from column to column.
 * @param {Duties} duties
 */
export function createFlow({ columns, events, delay, onOpen, onSettled }) {
  /** @type {Map<string, Course>} what is not settled for good, by the batch's key on disk */
  const courses = new Map();
  /** @type {Map<string, number>} until when a lane waits */
  const waits = new Map();
  /** @type {Tray | undefined} */
  let lastDropped;

  const dateOf = (/** @type {string} */ lane) => Math.max(Date.now() + delay, waits.get(lane) ?? 0);

  /**
   * @param {string} lane
   * @param {string} key
   * @param {Element} [from] what its records come out of
   */
  function courseOf(lane, key, from) {
    const known = courses.get(key);
    if (known) return known;
    const course = { tray: createTray(lane, onOpen), isLeased: false };
    courses.set(key, course);
    const until = dateOf(lane);
    course.tray.pace.step(() => {
      columns.move(course.tray.element, 'buffer', { from });
      const waits = until > Date.now() + delay;
      course.tray.say(waits ? 'wait' : 'idle', waits ? 'its lane waits' : 'gathering', until);
    });
    return course;
  }

  /** Small batches go as one: what others held is in this one now. */
  function absorb(/** @type {Stage & { kind: 'lease' }} */ { lane, batch }) {
    const ids = new Set(batch.records.map(({ id }) => id));
    for (const [key, { tray }] of courses) {
      if (tray.lane !== lane || key === batch.key) continue;
      const left = tray.records.filter(({ id }) => !ids.has(id));
      if (left.length === tray.records.length) continue;
      if (left.length) tray.hold(left);
      else end(key, tray);
    }
  }

  /**
   * @param {string} key
   * @param {Tray} tray
   */
  function end(key, tray) {
    courses.delete(key);
    tray.pace.step(() => tray.element.remove());
  }

  function settle(/** @type {Stage & { kind: 'settle' }} */ stage) {
    const { lane, batch, taken, verdict } = stage;
    const { tray } = courseOf(lane, batch.key);
    const isDone = verdict.kind === 'ack' || verdict.kind === 'drop';
    const [tone, text] = sayVerdict(verdict);
    courses.delete(batch.key);
    if ('until' in verdict) waits.set(lane, verdict.until);
    else waits.delete(lane);
    tray.settled = stage;
    lastDropped = verdict.kind === 'drop' ? tray : undefined;
    const said = tray.judged ? `${shortOf(tray.judged.reply)} · ${text}` : text;
    tray.pace.step(() => {
      tray.hold(batch.records.slice(0, taken));
      columns.move(tray.element, 'response', { isFirst: true });
      tray.say(tone, said);
    });
    onSettled(lane, taken, tone, said);

    const rest = batch.records.slice(isDone ? taken : 0);
    if (!rest.length) return;
    const next = createTray(lane, onOpen, tray);
    next.attempts = batch.attempts;
    next.hold(rest);
    courses.set(batch.key, { tray: next, isLeased: false });
    const until = 'until' in verdict ? dateOf(lane) : undefined;
    next.pace.step(() => {
      // The oldest of its lane goes first.
      columns.move(next.element, 'buffer', { from: tray.element, isFirst: true });
      next.say('wait', isDone ? 'the rest goes next' : text, until);
    });
    if (until === undefined) return;
    for (const { tray: other, isLeased } of courses.values()) {
      if (other.lane !== lane || other === next || isLeased) continue;
      other.pace.step(() => other.say('wait', 'its lane waits', until));
    }
  }

  function drop(/** @type {Stage & { kind: 'drop' }} */ { lane, event, reason, count, why }) {
    const tray = lastDropped ?? createTray(lane, onOpen);
    const isAlone = !lastDropped;
    lastDropped = undefined;
    tray.why = `dropped: ${reason}${why && `, ${why}`}`;
    const text = isAlone ? `${event} dropped: ${reason}${count > 1 ? ` ×${count}` : ''}` : tray.why;
    tray.pace.step(() => {
      if (isAlone) columns.move(tray.element, 'response', { isFirst: true });
      tray.say('bad', text);
    });
  }

  return {
    /** @param {Stage} stage */
    tell(stage) {
      switch (stage.kind) {
        case 'record':
          return events.add(stage.event);
        case 'buffer': {
          const { lane, key, record } = stage;
          events.goesTo(record.kind, lane);
          const { tray } = courseOf(lane, key, events.cardOf(record.kind));
          return tray.hold([...tray.records, record]);
        }
        case 'lease': {
          const { lane, batch } = stage;
          absorb(stage);
          const course = courseOf(lane, batch.key);
          const { tray } = course;
          course.isLeased = true;
          tray.attempts = batch.attempts;
          tray.hold(batch.records);
          return tray.pace.step(() => {
            columns.move(tray.element, 'lease');
            const which = batch.take ? `the first ${batch.take}` : 'leased';
            tray.say('busy', batch.attempts > 1 ? `${which}, attempt ${batch.attempts}` : which);
          });
        }
        case 'send': {
          const { tray } = courseOf(stage.lane, stage.batch.key);
          tray.sent = stage;
          const how = stage.urgency === 'exit' ? 'sent while leaving' : 'sent';
          return tray.pace.step(() => {
            columns.move(tray.element, 'request');
            tray.say('busy', `${how}, ${sizeOf(stage.request)}`);
          });
        }
        case 'judge': {
          const course = courses.get(stage.batch.key);
          // Answered after all, though the page had left and it was counted as handed over.
          if (!course) return;
          const { tray } = course;
          tray.judged = stage;
          return tray.pace.step(() => {
            columns.move(tray.element, 'response', { isFirst: true });
            tray.say('busy', `${shortOf(stage.reply)} · ${stage.outcome.kind}`);
          });
        }
        case 'settle':
          return settle(stage);
        case 'drop':
          return drop(stage);
      }
    },

    /** How many of a lane's records this page has in view and not settled. */
    held: (/** @type {string} */ lane) =>
      [...courses.values()].reduce(
        (sum, { tray }) => sum + (tray.lane === lane ? tray.records.length : 0),
        0,
      ),

    /** Nothing of the lane waits any more: another tab has sent it, or it was too old. */
    sweep(/** @type {string} */ lane) {
      for (const [key, { tray, isLeased }] of courses) {
        if (tray.lane === lane && !isLeased) end(key, tray);
      }
    },
  };
}
