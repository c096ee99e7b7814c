const { tracker } = require('../../tracker');
const { code, games } = require('../../config');

Page({
  data: { games },

  play(event) {
    const { index } = event.currentTarget.dataset;
    const { game_id, game_v } = games[index];
    tracker.track('game_click', { game_id, game_v, column: 1 });
    wx.navigateTo({ url: `/pages/game/game?index=${index}` });
  },

  join() {
    // One operation with one trace_id, from this jump to the press on the code.
    const flow = tracker.trace();
    flow.track('miniprogram_jump', { code });
    wx.navigateTo({ url: `/pages/group/group?trace_id=${flow.traceId}` });
  },
});
