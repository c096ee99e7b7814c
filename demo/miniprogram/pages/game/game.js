const tracker = require('../../tracker');
const createSession = require('../../session');
const { adUnitId, games } = require('../../config');

const anywhere = () => Math.floor(Math.random() * 80);

Page({
  data: { score: 0, left: 40, top: 40 },
  /** @type {any} Of the game that is open: its tracker, its session, its video. */
  open: {},

  onLoad({ index }) {
    const { game_id, game_v, name } = games[Number(index)] || games[0];
    wx.setNavigationBarTitle({ title: name });
    const game = tracker.with({ game_id, game_v });
    const session = createSession(game);
    // One for each page, and gone with it.
    const video = wx.createRewardedVideoAd({ adUnitId });
    video.onError(() => wx.showToast({ title: 'No ad now', icon: 'none' }));
    video.onClose((result) => this.closed(result));
    this.open = { game, session, video };
    session.enter();
  },

  onShow() {
    this.open.session.resume();
  },

  onHide() {
    this.open.session.pause();
  },

  onUnload() {
    this.open.session.exit();
  },

  hit() {
    this.setData({ score: this.data.score + 1, left: anywhere(), top: anywhere() });
  },

  double() {
    const { game, video } = this.open;
    video
      .load()
      .then(() => video.show())
      .then(
        () => game.track('ad', { format: 'rewarded', action: 'show' }),
        () => {}, // told by onError
      );
  },

  /** Old versions do not say whether the video was seen to its end. */
  closed(result) {
    const { game } = this.open;
    game.track('ad', { format: 'rewarded', action: 'close' });
    if (result && !result.isEnded) return;
    game.track('ad', { format: 'rewarded', action: 'complete' });
    this.setData({ score: this.data.score * 2 });
  },
});
