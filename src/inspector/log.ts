import { createChannel } from '../core/channel';
import type { TrackedEvent } from '../core/event';
import type { Stage } from '../core/observe';
import type { Reply, Stop } from '../core/ports';
import type { Tracker } from '../core/tracker';
import type { Timestamp } from '../core/units';
import { createBounded } from './bounded';
import { cut, describe } from './describe';
import type { RecordState, SeenDrop, SeenLane, SeenRecord, SeenRequest } from './seen';
import { wireForm } from './wireForm';

/** What is kept of a page that may be open for days. */
const RECORDS = 300;
const REQUESTS = 100;
const DROPS = 200;
const CHARACTERS = 2_000_000;
const ANSWER = 2000;

/** What happened to a tracker since somebody looks, the oldest first. */
export interface Log {
  records(): readonly SeenRecord[];
  requests(): readonly SeenRequest[];
  drops(): readonly SeenDrop[];
  lane(name: string): SeenLane | undefined;
  /** This page has made the batch of this key. */
  isOwn(key: string): boolean;
  /** Calls `listener` within the host's own calls: it has to be quick. */
  subscribe(listener: () => void): Stop;
  stop(): void;
}

function printReply(reply: Reply): string {
  switch (reply.kind) {
    case 'response': {
      const { status, body, retryAfter } = reply;
      return `${status}${retryAfter ? `, Retry-After: ${retryAfter}` : ''}\n${cut(body, ANSWER)}`;
    }
    case 'no-response':
      return `no answer: ${reply.why}`;
    case 'handed-off':
      return 'none: the browser took it and will never tell';
  }
}

/** `baseOf`: what relative addresses are relative to. */
export function createLog(
  tracker: Pick<Tracker, 'observe'>,
  baseOf = (): string => location.href,
): Log {
  const changes = createChannel<void>();
  const byId = new Map<string, SeenRecord>();
  const idOf = ({ lane, id }: Pick<SeenRecord, 'lane' | 'id'>): string => `${lane} ${id}`;
  const records = createBounded<SeenRecord>(
    RECORDS,
    CHARACTERS,
    ({ json }) => json.length,
    (gone) => byId.delete(idOf(gone)),
  );
  const requests = createBounded<SeenRequest>(
    REQUESTS,
    CHARACTERS,
    ({ form: { url, body = '' } }) => url.length + body.length,
  );
  const drops = createBounded<SeenDrop>(DROPS, CHARACTERS, ({ why }) => why.length);
  const lanes = new Map<string, SeenLane>();
  /** The last part of a key names the tab. */
  const tabs = new Set<string>();
  const tabOf = (key: string): string => key.slice(key.lastIndexOf('-'));
  const now = (): Timestamp => Date.now() as Timestamp;
  let last: TrackedEvent | undefined;

  function note(lane: string, record: Omit<SeenRecord, 'lane' | 'state'>): SeenRecord {
    const known = byId.get(idOf({ lane, id: record.id }));
    if (known) return known;
    const { id, kind, time, json } = record;
    const seen: SeenRecord = { lane, id, kind, time, json, state: { kind: 'waits' } };
    byId.set(idOf(seen), seen);
    records.add(seen);
    return seen;
  }

  function mark(stage: Stage & { kind: 'send' | 'settle' }, state: RecordState): void {
    for (const record of stage.batch.records.slice(0, stage.taken)) {
      note(stage.lane, record).state = state;
    }
  }

  const requestOf = (lane: string, key: string): SeenRequest | undefined =>
    requests
      .all()
      .filter((request) => request.lane === lane && request.key === key)
      .pop();

  function settle(stage: Stage & { kind: 'settle' }): void {
    const { lane, batch, verdict } = stage;
    const request = requestOf(lane, batch.key);
    const why = (request && request.outcome) || '';
    if (request) request.verdict = verdict.kind;
    lanes.delete(lane);
    // What is dropped from now on was said long ago.
    last = undefined;
    switch (verdict.kind) {
      case 'ack':
        return mark(stage, { kind: verdict.as === 'accepted' ? 'accepted' : 'handed over' });
      case 'split':
        return mark(stage, { kind: 'waits', why: `halved: ${why}` });
      case 'drop':
        return mark(stage, { kind: 'dropped', reason: verdict.reason, why });
      case 'release':
      case 'hold':
        lanes.set(lane, { until: verdict.until, why });
        return mark(stage, { kind: 'waits', until: verdict.until, why });
    }
  }

  function hear(stage: Stage): void {
    switch (stage.kind) {
      case 'record':
        last = stage.event;
        return;
      case 'buffer':
        tabs.add(tabOf(stage.key));
        return void note(stage.lane, stage.record);
      case 'lease':
        return stage.batch.records
          .slice(-RECORDS)
          .forEach((record) => void note(stage.lane, record));
      case 'send': {
        const { lane, batch, taken, request, urgency } = stage;
        const form = wireForm(request, baseOf());
        const isExit = urgency === 'exit';
        requests.add({ lane, time: now(), key: batch.key, records: taken, isExit, form });
        return mark(stage, { kind: 'under way' });
      }
      case 'judge': {
        const request = requestOf(stage.lane, stage.batch.key);
        if (!request) return;
        const { kind, why } = stage.outcome;
        request.answer = printReply(stage.reply);
        request.outcome = why ? `${kind}: ${cut(why, ANSWER)}` : kind;
        return;
      }
      case 'settle':
        return settle(stage);
      case 'drop': {
        const { lane, event: kind, reason, count, why } = stage;
        const said = last && last.kind === kind ? describe(last.props) : '';
        drops.add({ lane, kind, time: now(), reason, count, why: cut(why, ANSWER), said });
      }
    }
  }

  const stop = tracker.observe((stage) => {
    hear(stage);
    changes.tell();
  });

  return {
    records: records.all,
    requests: requests.all,
    drops: drops.all,
    lane: (name) => lanes.get(name),
    isOwn: (key) => tabs.has(tabOf(key)),
    subscribe: changes.subscribe,
    stop,
  };
}
