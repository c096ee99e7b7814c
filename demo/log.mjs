/** @typedef {import('./vendors.mjs').Request} Request */
/** @typedef {import('./vendors.mjs').Answer} Answer */
/** @typedef {import('./vendors.mjs').Item} Item */
/** @typedef {ReturnType<typeof createLog>} Log */

/** What one endpoint was sent, and what it made of it. */
export function createLog() {
  /** @type {(Request & { order: number, answer: Answer })[]} */
  const requests = [];
  /** @type {Item[]} */
  const items = [];
  let voided = 0;

  return {
    requests: () => [...requests],
    items: () => [...items],
    /**
     * @param {Request & { order: number, answer: Answer }} request
     * @param {Item[]} accepted
     */
    add(request, accepted) {
      requests.push(request);
      items.push(...accepted);
      voided += request.answer.voided.length;
    },
    tally() {
      const contents = items.map(({ record, head, at }) => JSON.stringify([record, head, at]));
      const distinct = new Set(contents);
      /** @type {Record<string, number>} */
      const refused = {};
      for (const reason of requests.flatMap(({ answer }) => answer.refused)) {
        refused[reason] = (refused[reason] ?? 0) + 1;
      }
      return {
        requests: requests.length,
        received: items.length,
        distinct: distinct.size,
        doubled: items.length - distinct.size,
        refused,
        voided,
        faulted: requests.filter(({ answer }) => answer.faulted).length,
      };
    },
  };
}
