// Test server, not a vendor's: plays the loan report of Tencent Mobile Analytics, strictly.
import { gunzipSync } from 'node:zlib';
import { parseJson } from '../parseJson.mjs';
import { SECONDS, TEXT, check, isObject, isText } from './check.mjs';

/** @typedef {import('../vendors.mjs').Request} Request */
/** @typedef {import('../vendors.mjs').Answer} Answer */
/** @typedef {import('./check.mjs').Rule} Rule */

// No limit is documented; these are the ones that the project chose for itself.
const MAX_RECORDS = 30;
const MAX_BYTES = 60 * 1024;
const INFLATE_LIMIT = 10 * 1024 * 1024;

// The texts are documented, their numbers are not.
const RET = { 'invalid appkey': 1, 'Json parse error': 2, 'Gzip error': 3 };

/** @type {Record<string, Rule>} */
const RECORD = {
  ky: TEXT,
  ts: SECONDS,
  et: ['required', (value) => value === 1000, 'the constant 1000'],
  cui: TEXT,
  ei: TEXT,
  kv: ['optional', isObject, 'an object'],
};

/** @type {Record<string, [param: string, accepts: (value: any) => boolean, wanted: string]>} */
const REQUIRED_PARAM = {
  __LOAN__product: ['product_id', isText, 'a string'],
  __LOAN__register: ['status', (value) => value === 0 || value === 1, '0 or 1'],
};

/**
 * @param {Request} request
 * @param {{ path: string, appKeys: string[], refuseGzip: boolean }} config
 * @returns {Answer}
 */
export function receive(request, config) {
  if (request.path !== config.path) return refuse(404, '', [`path: not ${config.path}`]);
  if (request.method !== 'POST') return refuse(405, '', [`method: ${request.method} is not POST`]);
  const text = decode(request, config.refuseGzip);
  if (text === undefined) return refuseWith('Gzip error', ['content-encoding: not inflated']);
  if (Buffer.byteLength(text) > MAX_BYTES) {
    return refuse(413, '', [`body: more than ${MAX_BYTES} bytes`]);
  }
  const records = parseJson(text);
  if (!Array.isArray(records)) return refuseWith('Json parse error', ['body: not a JSON array']);
  if (records.length > MAX_RECORDS) {
    return refuse(413, '', [`body: ${records.length} records, more than ${MAX_RECORDS}`]);
  }
  const faults = [
    ...(request.query === '' ? [] : ['query: none is documented']),
    ...(records.length > 0 ? [] : ['body: an empty array']),
    ...records.flatMap((record, index) => check(`[${index}]`, record, RECORD)),
  ];
  if (faults.length > 0) return refuseWith('Json parse error', faults);
  const strangers = records.flatMap(({ ky }, index) =>
    config.appKeys.includes(ky) ? [] : [`[${index}].ky: not a known app key`],
  );
  if (strangers.length > 0) return refuseWith('invalid appkey', strangers);
  const accepted = records.map((record) => ({ record, head: {}, at: record.ts }));
  const voided = accepted.flatMap((item) => {
    const why = whyVoid(item.record);
    return why === undefined ? [] : [{ ...item, why }];
  });
  return { ...json({ ret: 0, msg: '' }), accepted, refused: [], voided };
}

/**
 * @param {Request} request
 * @param {boolean} refuseGzip
 */
function decode({ headers, body, bodyBytes }, refuseGzip) {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip' || refuseGzip || bodyBytes === undefined) return undefined;
  try {
    return gunzipSync(bodyBytes, { maxOutputLength: INFLATE_LIMIT }).toString('utf8');
  } catch {
    return undefined;
  }
}

/**
 * The real server accepts these records and leaves them out of its reports later.
 * @param {any} record
 */
function whyVoid({ ei, kv = {} }) {
  const misspelt = !ei.startsWith('__LOAN__') && /^__loan__/i.test(ei.replaceAll('\\', ''));
  if (misspelt) return `ei: ${ei} is not written __LOAN__…`;
  if (!Object.hasOwn(REQUIRED_PARAM, ei)) return undefined;
  const [param, accepts, wanted] = REQUIRED_PARAM[ei];
  if (!Object.hasOwn(kv, param)) return `kv.${param}: missing, required for ${ei}`;
  return accepts(kv[param]) ? undefined : `kv.${param}: not ${wanted}`;
}

/** @param {unknown} payload */
function json(payload) {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status: 200, headers, body: JSON.stringify(payload) };
}

/**
 * @param {keyof typeof RET} msg
 * @param {string[]} refused
 */
function refuseWith(msg, refused) {
  return { ...json({ ret: RET[msg], msg }), accepted: [], refused, voided: [] };
}

/**
 * @param {number} status
 * @param {string} body
 * @param {string[]} refused
 */
function refuse(status, body, refused) {
  return { status, headers: {}, body, accepted: [], refused, voided: [] };
}
