import { peek } from '../../core/peek';
import type { LoadingPort } from '../../core/loading';
import { patch } from './patch';
import type { WxLike } from './wxLike';

/** Without its query, in which pushData has its events. */
const addressOf = (url: unknown): string => String(url).replace(/[?#].*/, '');

/** The app's own requests. That all is there, only the app knows. */
export const wxRequests = (host: Pick<WxLike, 'request'>): LoadingPort => ({
  watch(own, onData) {
    const addresses = own.map(addressOf);
    const stop = patch(
      host,
      'request',
      (request) =>
        function (this: unknown, ...args) {
          const url = peek(args[0], 'url');
          if (addresses.indexOf(addressOf(url)) < 0) onData(String(url));
          return request.apply(this, args);
        },
    );
    return stop || (() => undefined);
  },
});
