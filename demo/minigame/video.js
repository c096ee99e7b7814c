const { adUnitId } = require('./config');

/** A rewarded video; `onReward` is called when it was seen to its end. The tracker hears what becomes of it. */
module.exports = (onReward) => {
  const video = wx.createRewardedVideoAd({ adUnitId });
  video.onError(() => wx.showToast({ title: 'No ad now', icon: 'none' }));
  video.onClose((result) => {
    // Old versions do not say whether it was.
    if (!result || result.isEnded) onReward();
  });

  return {
    show: () =>
      video
        .load()
        .then(() => video.show())
        .catch(() => {}), // told by onError
  };
};
