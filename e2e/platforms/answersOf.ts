import { URLS, type EndpointName, type Receiver } from '../../src/fixtures';
import type { HostOptions } from '../../src/testing';

/** What a host's requests in direct mode are answered, which is what `receiver` answers. */
export const answersOf =
  (receiver: Receiver): NonNullable<HostOptions['respond']> =>
  ({ url, method, header, body }) => {
    const { host, pathname, search } = new URL(url);
    const names = Object.keys(URLS) as EndpointName[];
    const name = names.find((each) => new URL(URLS[each]).host === host) ?? 'mta';
    const request = { method, path: pathname, query: search.slice(1), headers: header, body };
    const { status, body: text, headers } = receiver.handle(name, request);
    return { status, body: text, header: headers };
  };
