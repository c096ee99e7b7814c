// The official typings of a mini-game's `wx` are what we take.
import { ads, createTracker } from '../../src/minigame';

createTracker({ endpoints: [], plugins: [ads({ inferClicks: true }, wx)] }, wx);
ads().clicked(wx.createInterstitialAd({ adUnitId: 'adunit-1' }));
