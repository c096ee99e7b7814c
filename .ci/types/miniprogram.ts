// The official typings of a miniprogram's `wx` are what we take.
import { ads, createTracker } from '../../src/miniprogram';

createTracker({ endpoints: [], plugins: [ads({ inferClicks: true }, wx)] }, wx);
ads().clicked(wx.createRewardedVideoAd({ adUnitId: 'adunit-1' }));
