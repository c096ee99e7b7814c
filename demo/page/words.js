/** @typedef {import('../../src/index').Reply} Reply */
/** @typedef {import('../../src/index').Verdict} Verdict */
/** @typedef {import('../../src/index').WireRequest} WireRequest */
/** @typedef {{ readonly kind: string }} Named a record, or anything else that has a kind */

/** By the clock on the wall. */
export const timeOf = (/** @type {number} */ ms) => new Date(ms).toTimeString().slice(0, 8);

/** Kinds with how often each is there: `game_click, ad ×2`. */
export function namesOf(/** @type {readonly Named[]} */ records) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { kind } of records) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => (count > 1 ? `${kind} ×${count}` : kind)).join(', ');
}

/** What a verdict is called here, and its colour. */
export function sayVerdict(/** @type {Verdict} */ verdict) {
  switch (verdict.kind) {
    case 'ack':
      return verdict.as === 'accepted' ? ['good', 'accepted'] : ['good', 'handed over'];
    case 'release':
      return ['wait', `again at ${timeOf(verdict.until)}`];
    case 'split':
      return ['wait', `halved: ${verdict.take} next`];
    case 'hold':
      return ['bad', `lane held until ${timeOf(verdict.until)}`];
    case 'drop':
      return ['bad', `dropped: ${verdict.reason}`];
  }
}

export function sayReply(/** @type {Reply} */ reply) {
  switch (reply.kind) {
    case 'response':
      return `${reply.status} ${reply.body.trim().slice(0, 200) || '(empty body)'}`;
    case 'handed-off':
      return 'taken by the browser';
    case 'no-response':
      return `no answer: ${reply.why}`;
  }
}

/** A request as it is read, not as it is sent. */
export function sayRequest(/** @type {WireRequest} */ { url, body }) {
  const [path, query = ''] = url.split('?');
  if (body === undefined) return [path, ...query.split('&').map(decodeURIComponent)].join('\n');
  try {
    return `${path}\n${JSON.stringify(JSON.parse(body), null, 1)}`;
  } catch {
    return `${path}\n${body}`;
  }
}
