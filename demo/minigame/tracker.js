const { createTracker, pushData } = require('tracelet/minigame');
const { relay, appId, session, signKey } = require('./config');

module.exports = createTracker({
  endpoints: [pushData({ url: `${relay}/relay/push`, appId, session, signKey })],
});
