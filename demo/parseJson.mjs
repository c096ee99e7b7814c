/**
 * `undefined` is no JSON, so it can say that the text is none.
 * @param {string} text
 */
export function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
