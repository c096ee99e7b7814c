import { md5 } from './md5';
import type { PushParams } from './pushData';

/** The text that is signed: parameters in the order of their names, then the key. */
export const signatureBase = (params: PushParams, signKey: string): string =>
  Object.keys(params)
    .filter((name) => name.indexOf('__') !== 0)
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('&') + `&${signKey}`;

/** `__md5` of a request's parameters. */
export const signPushData = (params: PushParams, signKey: string): string =>
  md5(signatureBase(params, signKey));
