const tracelet = require('tracelet');
const { relay, user, appid, appId, session, signKey } = require('./config');

/** @type {{ game?: { game_id: number, game_v: string } }} What is played, for ads and shares. */
const playing = {};
const game = () => playing.game;

const sessions = tracelet.games();
const codes = tracelet.qr();
const tracker = tracelet.createTracker({
  endpoints: [
    tracelet.behavior({ url: `${relay}/relay/behavior`, head: user }),
    tracelet.mediaEvent({
      url: `${relay}/relay/media`,
      account: { account_type: 2, appid, openid: user.openid },
    }),
    tracelet.pushData({ url: `${relay}/relay/push`, appId, session, signKey }),
  ],
  plugins: [
    tracelet.launch(),
    tracelet.pageViews({
      pages: {
        '/pages/index/index': { page_id: 1, pos_id: 1 },
        '/pages/game/game': { page_id: 2 },
        '/pages/group/group': { page_id: 4 },
      },
    }),
    tracelet.dwell(),
    tracelet.ads({ game }),
    tracelet.shares({ game }),
    sessions,
    codes,
  ],
});

module.exports = { tracker, sessions, codes, playing };
