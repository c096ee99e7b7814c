const { adUnitId } = require('./config');

/** A rewarded video; `onReward` is called when it was seen to its end. */
module.exports = (game, onReward) => {
  const video = wx.createRewardedVideoAd({ adUnitId });
  video.onError(() => wx.showToast({ title: 'No ad now', icon: 'none' }));
  video.onClose((result) => {
    game.track('ad', { format: 'rewarded', action: 'close' });
    // Old versions do not say whether it was.
    if (result && !result.isEnded) return;
    game.track('ad', { format: 'rewarded', action: 'complete' });
    onReward();
  });

  return {
    show: () =>
      video
        .load()
        .then(() => video.show())
        .then(
          () => game.track('ad', { format: 'rewarded', action: 'show' }),
          () => {}, // told by onError
        ),
  };
};
