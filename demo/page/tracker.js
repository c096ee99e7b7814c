// What a page of one's own would write: the global of the script tag, five endpoints behind a relay.
import { user } from './users.js';

/** @type {typeof import('../../src/index')} */
const tracelet = Reflect.get(window, 'tracelet');
const { createTracker, mta, pushData, mediaEvent, behavior, oper, pageViews, dwell } = tracelet;

/** The platform's login would answer with it; here the test server does. */
async function fetchSessionKey() {
  const response = await fetch('/_local/issue?endpoint=pushData');
  return (await response.json()).value;
}

export const options = {
  endpoints: [
    mta({ url: '/relay/mta', appKey: 'if8888mta', cui: () => String(user().uid) }),
    pushData({
      url: '/relay/push',
      appId: 15154545,
      session: fetchSessionKey,
      signKey: 'developer_login',
    }),
    mediaEvent({
      url: '/relay/media',
      account: () => ({ account_type: 2, appid: 'wx15154545', openid: user().openid }),
    }),
    behavior({
      url: '/relay/behavior',
      head: () => ({ uid: String(user().uid), openid: user().openid }),
    }),
    oper({ url: '/relay/oper' }),
  ],
  plugins: [
    pageViews({
      pages: {
        '/': { page_id: 1, pos_id: 1 },
        '/game/:id': { page_id: 2, pos_id: 2 },
        '/loan': { page_id: 3 },
        '/group': { page_id: 4 },
      },
    }),
    dwell(),
  ],
};

export const tracker = createTracker(options);

// For the console.
Object.assign(window, { tracker });
