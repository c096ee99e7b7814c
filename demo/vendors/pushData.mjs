// Test server, not a vendor's: plays the statistics API of the mini-game platform, strictly.
import { createHash } from 'node:crypto';
import { checkFields, isCount, isText } from './check.mjs';

/** @typedef {import('../vendors.mjs').Request} Request */
/** @typedef {import('../vendors.mjs').Answer} Answer */
/** @typedef {import('./check.mjs').Rule} Rule */

// "Less than 7,500 bytes for the whole URL" is the project's limit, not a documented one.
const MAX_URL_BYTES = 7500;
const PARAMS = ['session_key', '__md5', 'ts', 'app_id', 'uid', 'data'];
const FORM = /^application\/x-www-form-urlencoded(\s*;.*)?$/i;

const isDigits = (/** @type {any} */ value) => typeof value === 'string' && /^\d+$/.test(value);

const PLATFORM = [1000, 1001, 1002];
const GAME = [
  1003, 2001, 2002, 2003, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 3001, 3002, 3011, 3012,
  3013, 3014, 3021, 3022,
];
/** @type {Record<number, [accepts: (value: any) => boolean, wanted: string]>} */
const CARRIED = {
  1003: [isText, 'a string, the column id'],
  2003: [isDigits, 'a string of whole seconds'],
  2017: [isDigits, 'a string, the target game_id'],
};

/**
 * @param {Request} request
 * @param {{ path: string, appIds: number[], sessionKey: string, signKey: string }} config
 * @returns {Answer}
 */
export function receive(request, config) {
  if (request.path !== config.path) return refuse(404, [`path: not ${config.path}`]);
  if (request.method !== 'POST') return refuse(405, [`method: ${request.method} is not POST`]);
  const url = `https://${request.headers.host ?? ''}${request.path}?${request.query}`;
  if (Buffer.byteLength(url) >= MAX_URL_BYTES) {
    return refuse(414, [`url: not under ${MAX_URL_BYTES} bytes`]);
  }
  const where = request.body === '' ? 'query' : 'body';
  const { params, faults } = decode(where === 'query' ? request.query : request.body);
  if (params.session_key !== config.sessionKey) {
    return refuse(401, [...faults, 'session_key: not the valid one']);
  }
  const content = [...carrierFaults(request, where), ...faults, ...paramFaults(params, config)];
  const { elements, elementFaults } = readData(params);
  content.push(...elementFaults);
  if (params.__md5 !== sign(params, config.signKey)) {
    return refuse(403, ['__md5: not the signature of these parameters', ...content]);
  }
  if (content.length > 0) return refuse(400, content);
  const head = { app_id: Number(params.app_id), uid: params.uid };
  const sent = { in: where, session_key: params.session_key, ts: params.ts, __md5: params.__md5 };
  const accepted = elements.map((record) => ({ record, head, params: sent }));
  return { status: 200, headers: {}, body: '', accepted, refused: [], voided: [] };
}

/**
 * @param {Request} request
 * @param {'query' | 'body'} where
 */
function carrierFaults({ query, headers }, where) {
  const type = headers['content-type'];
  if (where === 'query') return type === undefined ? [] : ['content-type: there is no body'];
  return [
    ...(query === '' ? [] : ['query: parameters in the query and in the body']),
    ...(FORM.test(type ?? '') ? [] : [`content-type: ${type} is not a form`]),
  ];
}

/** @param {string} encoded */
function decode(encoded) {
  /** @type {Record<string, string>} */
  const params = Object.create(null);
  const faults = [];
  for (const pair of encoded === '' ? [] : encoded.split('&')) {
    const [name, ...rest] = pair.split('=');
    if (name in params) faults.push(`${name}: given twice`);
    if (!PARAMS.includes(name)) faults.push(`${name}: not a documented parameter`);
    if (rest.length !== 1 || /[^\w\-.~!*'()+%]/.test(pair.replace('=', ''))) {
      faults.push(`${name}: not percent-encoded`);
    }
    try {
      params[name] = decodeURIComponent(rest.join('=').replaceAll('+', ' '));
    } catch {
      faults.push(`${name}: broken percent-encoding`);
    }
  }
  return { params, faults };
}

/**
 * @param {Record<string, string>} params
 * @param {{ appIds: number[] }} config
 */
function paramFaults(params, { appIds }) {
  const missing = PARAMS.filter((name) => !params[name]).map((name) => `${name}: missing`);
  const { ts, app_id } = params;
  return [
    ...missing,
    ...(ts && !/^[1-9]\d{9}$/.test(ts) ? [`ts: ${ts} is not UNIX seconds (10 digits)`] : []),
    ...(app_id && !appIds.map(String).includes(app_id) ? [`app_id: ${app_id} is not known`] : []),
  ];
}

/**
 * @param {Record<string, string>} params
 * @param {string} signKey
 */
function sign(params, signKey) {
  const signed = Object.keys(params).filter((name) => !name.startsWith('__'));
  const text = signed.sort().map((name) => `${name}=${params[name]}`);
  return createHash('md5')
    .update([...text, signKey].join('&'))
    .digest('hex');
}

/**
 * @param {Record<string, string>} params
 * @returns {{ elements: any[], elementFaults: string[] }}
 */
function readData(params) {
  const refusal = (/** @type {string} */ why) => ({
    elements: [],
    elementFaults: [`data: ${why}`],
  });
  if (!params.data) return { elements: [], elementFaults: [] };
  try {
    const elements = JSON.parse(params.data);
    if (typeof elements === 'string') return refusal('serialised twice');
    if (!Array.isArray(elements) || elements.length === 0) return refusal('not a filled array');
    const elementFaults = elements.flatMap((element, index) =>
      faultsOf(`data[${index}]`, element, params),
    );
    return { elements, elementFaults };
  } catch {
    return refusal('not JSON');
  }
}

/**
 * @param {string} where
 * @param {any} element
 * @param {Record<string, string>} params
 */
function faultsOf(where, element, { app_id, uid }) {
  if (typeof element === 'string') {
    return [`${where}: a string; only the array is serialised, once`];
  }
  if (typeof element !== 'object' || element === null) return [`${where}: not an object`];
  const { aid } = element;
  const ofGame = GAME.includes(aid);
  const known = ofGame || PLATFORM.includes(aid);
  const [isCarried, carried] = CARRIED[aid] ?? [() => !known, 'carried by this aid'];
  const gameNeed = ofGame ? 'required' : 'optional';
  /** @type {Record<string, Rule>} */
  const rules = {
    aid: ['required', () => known, 'a known aid'],
    app_id: ['required', (id) => isCount(id) && String(id) === app_id, "the request's app_id"],
    uid: ['required', (value) => isText(value) && value === uid, "the request's uid"],
    game_id: [gameNeed, isCount, 'an integer'],
    game_v: [gameNeed, isText, 'a string'],
    v: [Object.hasOwn(CARRIED, aid) ? 'required' : 'optional', isCarried, carried],
  };
  return checkFields(where, element, rules);
}

/**
 * @param {number} status
 * @param {string[]} refused
 * @returns {Answer}
 */
function refuse(status, refused) {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const body = JSON.stringify({ code: status, msg: refused[0] });
  return { status, headers, body, accepted: [], refused, voided: [] };
}
