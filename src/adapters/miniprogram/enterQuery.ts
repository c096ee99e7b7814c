import { call } from './call';
import { queryOf } from './queryOf';

/** Of the address with which the app was launched, or brought back, last. */
export function enterQuery(host: object): string {
  const entered = call(host, 'getEnterOptionsSync') || call(host, 'getLaunchOptionsSync');
  return queryOf((Object(entered) as { readonly query?: unknown }).query);
}
