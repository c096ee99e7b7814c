import { ACCOUNT, HEAD, TOKENS, URLS } from '../../src/fixtures';

const written = (options: object): string => JSON.stringify(options);

/** Endpoints in direct mode, as the receiver accepts them, and as an app writes them that has the package as `lib`. */
export const endpointsInApp = {
  behavior: `lib.behavior(${written({ url: URLS.behavior, head: HEAD, token: TOKENS.behavior })})`,
  pushData: `lib.pushData(${written({
    url: URLS.pushData,
    appId: 15154545,
    uid: '2508E',
    session: TOKENS.pushData,
    signKey: 'developer_login',
  })})`,
  mediaEvent: `lib.mediaEvent(${written({ url: URLS.mediaEvent, account: ACCOUNT, token: TOKENS.mediaEvent })})`,
};
