import { asWx, type AlipayLike } from './alipay';
import type { WxLike } from './wxLike';

// Each by its name: there may be no `globalThis`, and no `window` is to be believed.
declare const my: unknown;
declare const swan: unknown;
declare const tt: unknown;
declare const qq: unknown;
declare const ks: unknown;
declare const jd: unknown;
declare const uni: unknown;
declare const wx: unknown;

/** `wx` comes late, because others have one as well; `uni` last, because it stands before a host of these. */
const hosts: readonly (() => unknown)[] = [
  () => my,
  () => swan,
  () => tt,
  () => qq,
  () => ks,
  () => jd,
  () => wx,
  () => uni,
];

/** What a name stands for; nothing where it does not exist. */
function valueOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (e) {
    return undefined;
  }
}

const isHost = (host: unknown): host is WxLike => {
  const { request, getStorageSync } = Object(host) as Record<string, unknown>;
  return typeof request === 'function' && typeof getStorageSync === 'function';
};

/** The platform's own object. Throws where there is none. */
export function findHost(): WxLike {
  const [found] = hosts.map(valueOf).filter(isHost);
  if (!found) {
    throw new Error('tracelet: no miniprogram host is found: give it: createTracker(options, wx)');
  }
  return found;
}

/** A host as this library calls it, whatever its dialect. */
export const normalized = (host: WxLike): WxLike =>
  (host as unknown) === valueOf(() => my) ? asWx(host as unknown as AlipayLike) : host;
