// Test server, not a vendor's: the faults that its endpoints play when they are told to.

/** @typedef {import('./vendors.mjs').EndpointName} EndpointName */
/** @typedef {import('./vendors.mjs').Request} Request */
/** @typedef {import('./vendors.mjs').Answer} Answer */
/** @typedef {import('./vendors.mjs').Item} Item */

/** @typedef {{ hang: true | 'body' } | { reset: 'before' | 'body' } | { slow: number }} Trouble */

/**
 * @typedef {object} Fault
 * @property {number} [status]
 * @property {string} [body]
 * @property {string} [contentType]
 * @property {number | string | Date} [retryAfter] a number is in s
 * @property {number} [times] how many requests it strikes; for ever by default
 * @property {number} [rate] the share of requests that it strikes, 0 to 1
 * @property {number} [tooLargeAbove] bytes of query and body together
 * @property {string | ((item: Item) => boolean)} [poison] a string is looked for in the record's JSON
 * @property {true} [portal]
 * @property {number} [ret]
 * @property {true | 'body'} [hang] `body`: the headers come, and no more
 * @property {'before' | 'body'} [reset]
 * @property {number} [slow] in ms
 */

const PORTAL = '<!doctype html><title>Sign in</title><p>Welcome to the free Wi-Fi. Please sign in.';

/** @param {number} seed of the chance in `rate` */
export function createFaults(seed) {
  let random = mulberry32(seed);
  /** @type {Map<EndpointName, { fault: Fault, left: number }>} */
  const armed = new Map();
  return {
    /**
     * @param {EndpointName} name
     * @param {Fault} [fault]
     */
    arm(name, fault) {
      if (fault) armed.set(name, { fault, left: fault.times ?? Infinity });
      else armed.delete(name);
    },
    /** What is still to strike, by endpoint. */
    armed: () =>
      Object.fromEntries(
        [...armed].flatMap(([name, one]) => (one.left > 0 ? [[name, one.fault]] : [])),
      ),
    reset() {
      armed.clear();
      random = mulberry32(seed);
    },
    /**
     * The answer in place of the vendor's, or nothing where this request is left alone.
     * @param {EndpointName} name
     * @param {Request} request
     * @param {() => Answer} honest
     * @returns {Answer | undefined}
     */
    strike(name, request, honest) {
      const one = armed.get(name);
      const due = one && one.left > 0 && random() < (one.fault.rate ?? 1);
      const spoiled = due && spoil(name, one.fault, request, honest);
      if (!spoiled) return undefined;
      one.left -= 1;
      return { ...spoiled, faulted: true };
    },
  };
}

/**
 * @param {EndpointName} name
 * @param {Fault} fault
 * @param {Request} request
 * @param {() => Answer} honest
 * @returns {Answer | undefined}
 */
function spoil(name, { slow, ...fault }, request, honest) {
  if (slow !== undefined) {
    const answer = spoil(name, fault, request, honest) ?? honest();
    return { ...answer, transport: { slow } };
  }
  if (fault.hang === 'body') return { ...honest(), transport: { hang: 'body' } };
  if (fault.hang) return { ...untold(0), transport: { hang: true } };
  if (fault.reset === 'before') return { ...untold(0), transport: { reset: 'before' } };
  if (fault.reset === 'body') return { ...honest(), transport: { reset: 'body' } };
  if (fault.tooLargeAbove !== undefined) {
    const bytes = (request.bodyBytes?.length ?? 0) + Buffer.byteLength(request.query);
    return bytes > fault.tooLargeAbove ? untold(413) : undefined;
  }
  if (fault.poison !== undefined) {
    return honest().accepted.some(isPoison(fault.poison)) ? contentRefusal(name) : undefined;
  }
  if (fault.portal) return untold(200, 'text/html; charset=utf-8', PORTAL);
  if (fault.ret !== undefined) {
    const key = name === 'pushData' ? 'code' : 'ret';
    const body = JSON.stringify({ [key]: fault.ret, msg: 'asked for by the test' });
    return untold(200, 'application/json', body);
  }
  const { status = 200, contentType = 'text/plain', body = '', retryAfter } = fault;
  if (fault.status === undefined && fault.body === undefined) return undefined;
  const answer = untold(status, contentType, body);
  if (retryAfter !== undefined) {
    const isDate = retryAfter instanceof Date;
    answer.headers['retry-after'] = isDate ? retryAfter.toUTCString() : String(retryAfter);
  }
  return answer;
}

/** @param {NonNullable<Fault['poison']>} poison */
function isPoison(poison) {
  if (typeof poison === 'function') return poison;
  return (/** @type {Item} */ { record }) => JSON.stringify(record).includes(poison);
}

/** @param {EndpointName} name */
function contentRefusal(name) {
  if (name === 'mta') return untold(400);
  const refusal =
    name === 'pushData'
      ? { code: 400, msg: 'data: poison' }
      : { ret: 1001, msg: '请求参数错误，请稍后再试' };
  return untold(name === 'pushData' ? 400 : 200, 'application/json', JSON.stringify(refusal));
}

/**
 * An answer to a request that its vendor was never told of.
 * @param {number} status
 * @param {string} [contentType]
 * @param {string} [body]
 * @returns {Answer}
 */
function untold(status, contentType = 'text/plain', body = '') {
  const headers = { 'content-type': contentType };
  return { status, headers, body, accepted: [], refused: [], voided: [] };
}

/**
 * A generator with a seed, so that a failing run can be run again.
 * @param {number} seed
 */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
