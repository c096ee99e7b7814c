// Test server, not a vendor's: the five endpoints, what each received, and the faults they play.
import { createFaults } from './faults.mjs';
import { createLog } from './log.mjs';
import { NAMES, VENDORS } from './vendors.mjs';
import { grant } from './vendors/clientCredentials.mjs';

/** @typedef {import('./vendors.mjs').EndpointName} EndpointName */
/** @typedef {import('./vendors.mjs').Request} Request */
/** @typedef {import('./vendors.mjs').Item} Item */
/** @typedef {import('./vendors.mjs').Answer} Answer */
/** @typedef {import('./faults.mjs').Trouble} Trouble */
/** @typedef {import('./faults.mjs').Fault} Fault */

/** @param {{ seed?: number }} [options] `seed` of the chance in `rate` */
export function createReceiver({ seed = 1 } = {}) {
  const config = defaultConfig();
  const faults = createFaults(seed);
  let asked = 0;
  let arrived = 0;
  let issued = 1;
  /** @type {Set<(event: any) => void>} */
  const subscribers = new Set();
  let logs = forEach(createLog);

  /**
   * @param {EndpointName} name
   * @param {Request} request
   * @returns {Answer}
   */
  function handle(name, request) {
    const bodyBytes = request.bodyBytes ?? Buffer.from(request.body);
    const whole = { ...request, bodyBytes };
    const honest = () => VENDORS[name](whole, /** @type {any} */ (config[name]));
    return log(name, whole, faults.strike(name, whole, honest) ?? honest());
  }

  /**
   * For a request that something before the vendor turns away.
   * @param {EndpointName} name
   * @param {Request} request
   * @param {number} status
   * @param {string} reason
   */
  function refuse(name, request, status, reason) {
    const headers = { 'content-type': 'text/plain' };
    const answer = { status, headers, body: reason, accepted: [], refused: [reason], voided: [] };
    return log(name, request, answer);
  }

  /**
   * @param {EndpointName} name
   * @param {Request} request
   * @param {Answer} answer
   */
  function log(name, request, answer) {
    asked += 1;
    const accepted = answer.accepted.map((item) => ({ ...item, order: (arrived += 1) }));
    logs[name].add({ ...request, order: asked, answer }, accepted);
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
    received: (/** @type {EndpointName} */ name) => logs[name].items(),
    requests: (/** @type {EndpointName} */ name) => logs[name].requests(),
    tally: () => forEach((name) => logs[name].tally()),
    fail: faults.arm,
    faults: faults.armed,
    /** Forgets what was received and the faults; credentials stay as they are. */
    reset() {
      logs = forEach(createLog);
      faults.reset();
      config.oper.nonces.clear();
    },
    /** @param {EndpointName} name */
    expire(name) {
      issued += 1;
      if (name === 'mta') throw new TypeError('mta has no credential that expires');
      if (name === 'pushData') config.pushData.sessionKey = `test-session-key-${issued}`;
      else {
        config[name].token = `test-${name}-token-${issued}`;
        config[name].lastToken = undefined;
      }
    },
    /** Issues a token; the one before holds until the next. @param {Request} request */
    grant: (request) =>
      grant(request, config.grants, (name) => {
        issued += 1;
        config[name].lastToken = config[name].token;
        return (config[name].token = `test-${name}-token-${issued}`);
      }),
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

/**
 * @template T
 * @param {(name: EndpointName) => T} make
 */
function forEach(make) {
  const made = Object.fromEntries(NAMES.map((name) => [name, make(name)]));
  return /** @type {Record<EndpointName, T>} */ (made);
}

function defaultConfig() {
  const lastToken = /** @type {string | undefined} */ (undefined);
  return {
    grants: { clientSecret: 'test-client-secret', lifetime: 7200 },
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
      lastToken,
      itemsKey: 'items',
      eventIds: ['1100102', '1110201', '1110204'],
    },
    behavior: {
      path: '/upbot/api/ReportBehaviorData',
      token: 'test-behavior-token-1',
      lastToken,
    },
    oper: {
      path: '/api/v1/OperReport',
      token: 'test-oper-token-1',
      lastToken,
      /** Known beyond the eight documented ones. @type {string[]} */
      operIds: [],
      /** @type {Map<string, string>} */
      nonces: new Map(),
    },
  };
}
