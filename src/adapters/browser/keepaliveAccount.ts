/**
 * What the page has in flight by keepalive and beacon, as far as this library knows: one account for
 * all its copies and versions on the page, because the browser has one budget for them.
 */
export interface KeepaliveAccount {
  /** Of bodies. */
  bytes: number;
  /** Of bodies, URLs and headers. */
  weight: number;
  /** Of fetches. */
  requests: number;
}

const KEY = Symbol.for('tracelet.keepalive');

export function keepaliveAccount(): KeepaliveAccount {
  const page = window as { [KEY]?: KeepaliveAccount };
  return page[KEY] || (page[KEY] = { bytes: 0, weight: 0, requests: 0 });
}
