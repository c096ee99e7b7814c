import type { Name, Receiver } from '../fixtures';
import type { HostRequest } from '../../src/testing';

/** What `receiver` makes of a host's request to one of its endpoints. */
export function askReceiver(
  receiver: Receiver,
  name: Name,
  { url, method, header, body }: Pick<HostRequest, 'url' | 'method' | 'header' | 'body'>,
) {
  const { pathname, search } = new URL(url);
  const request = { method, path: pathname, query: search.slice(1), headers: header, body };
  return receiver.handle(name, request);
}
