import { URLS } from '../../src/fixtures';
import type { HostOptions } from '../../src/testing';
import { names, type Receiver } from '../fixtures';
import { askReceiver } from './askReceiver';
import { hostAnswer } from './hostAnswer';

/** What a host's requests in direct mode are answered, which is what `receiver` answers. */
export const answersOf =
  (receiver: Receiver): NonNullable<HostOptions['respond']> =>
  (request) => {
    const { host } = new URL(request.url);
    const name = names.find((each) => new URL(URLS[each]).host === host) ?? 'mta';
    return hostAnswer(askReceiver(receiver, name, request));
  };
