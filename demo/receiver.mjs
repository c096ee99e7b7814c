// Test server, not a vendor's: the five endpoints, what each received, and the faults they play.
import { receive as behavior } from './vendors/behavior.mjs';
import { receive as mediaEvent } from './vendors/mediaEvent.mjs';
import { receive as mta } from './vendors/mta.mjs';
import { receive as oper } from './vendors/oper.mjs';
import { receive as pushData } from './vendors/pushData.mjs';

/** @typedef {'mta' | 'pushData' | 'mediaEvent' | 'behavior' | 'oper'} EndpointName */

/**
 * @typedef {object} Request
 * @property {string} method
 * @property {string} path
 * @property {string} query raw, without '?'
 * @property {Record<string, string | undefined>} headers names in lower case
 * @property {string} body
 * @property {Buffer} [bodyBytes]
 * @property {{ path: string, headers: Record<string, string | undefined> }} [relayed] as the page
 *   sent it to the relay
 */

/**
 * @typedef {object} Item one accepted record
 * @property {any} record as parsed
 * @property {any} head what the request said of all its records; with `record` and `at` it tells
 *   whether two items are the same
 * @property {number} [at] event time in s, where the wire has one for each record
 * @property {Record<string, string>} [params] pushData: the parameters that differ on a retry
 * @property {boolean} [duplicate] oper: its nonce was accepted before, with the same content
 * @property {string} [why] of a voided one
 * @property {number} [order] of arrival, over all endpoints
 */

/** @typedef {{ hang: true } | { reset: 'before' | 'body' } | { slow: number }} Trouble */

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Record<string, string>} headers
 * @property {string} body
 * @property {Item[]} accepted
 * @property {string[]} refused
 * @property {Item[]} voided
 * @property {boolean} [faulted] a fault that was asked for had a hand in it
 * @property {Trouble} [transport] for the HTTP layer to perform
 */

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
 * @property {true} [hang]
 * @property {'before' | 'body'} [reset]
 * @property {number} [slow] in ms
 */

const VENDORS = { mta, pushData, mediaEvent, behavior, oper };
const NAMES = /** @type {EndpointName[]} */ (Object.keys(VENDORS));
const PORTAL = '<!doctype html><title>Sign in</title><p>Welcome to the free Wi-Fi. Please sign in.';

/** @param {{ seed?: number }} [options] `seed` of the chance in `rate` */
export function createReceiver({ seed = 1 } = {}) {
  const config = defaultConfig();
  let random = mulberry32(seed);
  let asked = 0;
  let arrived = 0;
  let issued = 1;
  /** @type {Map<EndpointName, { fault: Fault, left: number }>} */
  const faults = new Map();
  /** @type {Set<(event: any) => void>} */
  const subscribers = new Set();
  let logs = emptyLogs();

  /**
   * @param {EndpointName} name
   * @param {Request} request
   * @returns {Answer}
   */
  function handle(name, request) {
    const bodyBytes = request.bodyBytes ?? Buffer.from(request.body);
    const whole = { ...request, bodyBytes };
    const honest = () => VENDORS[name](whole, /** @type {any} */ (config[name]));
    const armed = faults.get(name);
    const due = armed && armed.left > 0 && random() < (armed.fault.rate ?? 1);
    const spoiled = due ? spoil(name, armed.fault, whole, honest) : undefined;
    if (armed && spoiled) armed.left -= 1;
    return log(name, whole, spoiled ? { ...spoiled, faulted: true } : honest());
  }

  /**
   * For a request that something before the vendor turns away.
   * @param {EndpointName} name
   * @param {Request} request
   * @param {number} status
   * @param {string} reason
   */
  function refuse(name, request, status, reason) {
    return log(name, request, { ...untold(status, 'text/plain', reason), refused: [reason] });
  }

  /**
   * @param {EndpointName} name
   * @param {Request} request
   * @param {Answer} answer
   */
  function log(name, request, answer) {
    asked += 1;
    const accepted = answer.accepted.map((item) => ({ ...item, order: (arrived += 1) }));
    logs[name].requests.push({ ...request, order: asked, answer });
    logs[name].items.push(...accepted);
    logs[name].voided += answer.voided.length;
    if (name === 'oper') {
      for (const { record, head, at } of accepted) {
        config.oper.nonces.set(head.nonce, JSON.stringify([at, record]));
      }
    }
    const { method, path, query, body } = request;
    for (const tell of subscribers) {
      tell({ endpoint: name, order: asked, request: { method, path, query, body }, ...answer });
    }
    return answer;
  }

  return {
    config,
    /** Whether the vendors' origin answers preflights and sets CORS headers. */
    cors: true,
    handle,
    refuse,
    received: (/** @type {EndpointName} */ name) => [...logs[name].items],
    requests: (/** @type {EndpointName} */ name) => [...logs[name].requests],
    tally() {
      const counts = Object.fromEntries(NAMES.map((name) => [name, count(logs[name])]));
      return /** @type {Record<EndpointName, ReturnType<typeof count>>} */ (counts);
    },
    /**
     * @param {EndpointName} name
     * @param {Fault} [fault]
     */
    fail(name, fault) {
      if (fault) faults.set(name, { fault, left: fault.times ?? Infinity });
      else faults.delete(name);
    },
    /** Forgets what was received and the faults; credentials stay as they are. */
    reset() {
      logs = emptyLogs();
      faults.clear();
      config.oper.nonces.clear();
      random = mulberry32(seed);
    },
    /** @param {EndpointName} name */
    expire(name) {
      issued += 1;
      if (name === 'mta') throw new TypeError('mta has no credential that expires');
      if (name === 'pushData') config.pushData.sessionKey = `test-session-key-${issued}`;
      else config[name].token = `test-${name}-token-${issued}`;
    },
    /** @param {EndpointName} name */
    issue(name) {
      if (name === 'mta') return config.mta.appKeys[0] ?? '';
      return name === 'pushData' ? config.pushData.sessionKey : config[name].token;
    },
    /** @param {(event: any) => void} fn */
    subscribe(fn) {
      subscribers.add(fn);
      return () => void subscribers.delete(fn);
    },
  };
}

function defaultConfig() {
  return {
    mta: { path: '/mstat/submit', appKeys: ['if8888mta'], refuseGzip: false },
    pushData: {
      path: '/statistic/push_data/',
      appIds: [15154545],
      sessionKey: '0oesephgt44zbxvza7uddhldc7d9kx56',
      signKey: 'developer_login',
    },
    mediaEvent: {
      path: '/upbot/api/ReportMediaEvent',
      token: 'test-mediaEvent-token-1',
      itemsKey: 'items',
      eventIds: ['1100102', '1110201', '1110204'],
    },
    behavior: { path: '/upbot/api/ReportBehaviorData', token: 'test-behavior-token-1' },
    oper: {
      path: '/api/v1/OperReport',
      token: 'test-oper-token-1',
      /** Known beyond the eight documented ones. @type {string[]} */
      operIds: [],
      /** @type {Map<string, string>} */
      nonces: new Map(),
    },
  };
}

function emptyLogs() {
  const empty = () => ({
    requests: /** @type {(Request & { order: number, answer: Answer })[]} */ ([]),
    items: /** @type {Item[]} */ ([]),
    voided: 0,
  });
  return {
    mta: empty(),
    pushData: empty(),
    mediaEvent: empty(),
    behavior: empty(),
    oper: empty(),
  };
}

/** @param {ReturnType<typeof emptyLogs>[EndpointName]} log */
function count({ requests, items, voided }) {
  const distinct = new Set(items.map(({ record, head, at }) => JSON.stringify([record, head, at])));
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
}

/**
 * The answer that a fault gives in place of the vendor's, or nothing where it leaves this one alone.
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
