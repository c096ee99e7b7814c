const { playing, sessions } = require('../../tracker');
const { adUnitId, games } = require('../../config');

const anywhere = () => Math.floor(Math.random() * 80);

Page({
  data: { score: 0, left: 40, top: 40 },
  /** @type {any} Of the game that is open: its session and its video. */
  open: {},

  onLoad({ index }) {
    const { game_id, game_v, name } = games[Number(index)] || games[0];
    wx.setNavigationBarTitle({ title: name });
    const game = { game_id, game_v };
    playing.game = game;
    const session = sessions.game(game);
    // One for each page, and gone with it. Shown, closed, seen to its end: the tracker hears it.
    const video = wx.createRewardedVideoAd({ adUnitId });
    video.onError(() => wx.showToast({ title: 'No ad now', icon: 'none' }));
    video.onClose((result) => this.closed(result));
    this.open = { session, video };
    session.load();
    session.enter();
  },

  onUnload() {
    this.open.session.exit();
    delete playing.game;
  },

  // That puts "share" into the menu; the tracker hears of it.
  onShareAppMessage() {
    return { title: 'Tap the dot' };
  },

  hit() {
    this.setData({ score: this.data.score + 1, left: anywhere(), top: anywhere() });
  },

  double() {
    const { video } = this.open;
    return video
      .load()
      .then(() => video.show())
      .catch(() => {}); // told by onError
  },

  /** Old versions do not say whether the video was seen to its end. */
  closed(result) {
    if (result && !result.isEnded) return;
    this.setData({ score: this.data.score * 2 });
  },
});
