/**
 * All of some counts.
 * @param {Readonly<Partial<Record<string, number>>>} counts
 */
export const total = (counts) =>
  Object.values(counts).reduce((/** @type {number} */ sum, count = 0) => sum + count, 0);
