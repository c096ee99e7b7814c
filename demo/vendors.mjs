// Test server, not a vendor's: the five endpoints, and what they take and give.
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

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Record<string, string>} headers
 * @property {string} body
 * @property {Item[]} accepted
 * @property {string[]} refused
 * @property {Item[]} voided
 * @property {boolean} [faulted] a fault that was asked for had a hand in it
 * @property {import('./faults.mjs').Trouble} [transport] for the HTTP layer to perform
 */

export const VENDORS = { mta, pushData, mediaEvent, behavior, oper };
export const NAMES = /** @type {EndpointName[]} */ (Object.keys(VENDORS));
