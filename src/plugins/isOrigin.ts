/** A scheme and a host, and nothing behind them: neither `*`, which is everybody, nor `null`. */
export const isOrigin = (text: unknown): boolean =>
  typeof text === 'string' && /^[\w+.-]+:\/\/[^/?#*\s]+$/.test(text);
