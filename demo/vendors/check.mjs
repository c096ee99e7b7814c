/** @typedef {[need: 'required' | 'optional', accepts: (value: any) => boolean, wanted: string]} Rule */

export const isText = (/** @type {any} */ value) => typeof value === 'string' && value !== '';
export const isCount = (/** @type {any} */ value) => Number.isSafeInteger(value) && value >= 0;
const isSeconds = (/** @type {any} */ value) =>
  Number.isSafeInteger(value) && value >= 1e9 && value < 1e10;
export const isTrace = (/** @type {any} */ value) =>
  isText(value) && /^[0-9A-Za-z]{32}$/.test(value);
export const isObject = (/** @type {any} */ value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isFilledArray = (/** @type {any} */ value) => Array.isArray(value) && value.length > 0;

/** @type {Rule} */
export const TEXT = ['required', isText, 'a string'];
/** @type {Rule} */
export const SECONDS = ['required', isSeconds, 'UNIX seconds (an integer of 10 digits)'];

/**
 * @param {string} where
 * @param {any} value
 * @param {Record<string, Rule>} rules
 * @returns {string[]}
 */
export function check(where, value, rules) {
  return isObject(value) ? checkFields(where, value, rules) : [`${where}: not an object`];
}

/**
 * @param {string} where
 * @param {object} object
 * @param {Record<string, Rule>} rules
 * @returns {string[]}
 */
export function checkFields(where, object, rules) {
  const value = /** @type {Record<string, any>} */ (object);
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(rules, name));
  const wrong = Object.entries(rules).flatMap(([name, [need, accepts, wanted]]) => {
    if (!Object.hasOwn(value, name)) return need === 'required' ? [`${name}: missing`] : [];
    return accepts(value[name]) ? [] : [`${name}: ${JSON.stringify(value[name])} is not ${wanted}`];
  });
  return [...unknown.map((name) => `${name}: not a documented field`), ...wrong].map(
    (fault) => `${where}.${fault}`,
  );
}
