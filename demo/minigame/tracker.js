const { createTracker, ads, games, launch, pushData } = require('tracelet/minigame');
const { relay, appId, session, signKey, game } = require('./config');

const started = launch();
const sessions = games();
const tracker = createTracker({
  endpoints: [pushData({ url: `${relay}/relay/push`, appId, session, signKey })],
  plugins: [started, sessions, ads({ game })],
});

module.exports = { tracker, launch: started, session: sessions.game(game) };
