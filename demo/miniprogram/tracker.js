const { createTracker, behavior, mediaEvent, pushData, pageViews, dwell } = require('tracelet');
const { relay, user, appid, appId, session, signKey } = require('./config');

module.exports = createTracker({
  endpoints: [
    behavior({ url: `${relay}/relay/behavior`, head: user }),
    mediaEvent({
      url: `${relay}/relay/media`,
      account: { account_type: 2, appid, openid: user.openid },
    }),
    pushData({ url: `${relay}/relay/push`, appId, session, signKey }),
  ],
  plugins: [
    pageViews({
      pages: {
        '/pages/index/index': { page_id: 1, pos_id: 1 },
        '/pages/game/game': { page_id: 2 },
        '/pages/group/group': { page_id: 4 },
      },
    }),
    dwell(),
  ],
});
