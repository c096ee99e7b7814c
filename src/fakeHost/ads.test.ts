import { expect, test } from 'playwright/test';
import { createHost, type Profile } from '../testing';

function setUp(profile: Profile = 'wx', create = "wx.createRewardedVideoAd({ adUnitId: 'a' })") {
  const host = createHost(profile);
  host.run(`heard = [];
    watch = (ad) => {
      ad.onLoad && ad.onLoad(() => heard.push('load'));
      ad.onError && ad.onError(({ errCode }) => heard.push('error ' + errCode));
      ad.onClose && ad.onClose((result) => heard.push('close ' + JSON.stringify(result)));
      return ad;
    };
    ad = watch(${create})`);
  const heard = (): unknown => host.run('heard.splice(0).join(", ")');
  return { ...host, heard };
}

test('a rewarded video loads by itself, is shown, and says how it was closed', async () => {
  const { run, ads, clock, heard } = setUp();
  await clock.advance(100);
  expect(heard()).toBe('load');
  run(`ad.show().then(() => heard.push('shown'))`);
  expect(ads[0]).toMatchObject({ kind: 'rewarded', adUnitId: 'a', isShown: false });
  await clock.advance(20);
  expect(ads[0]!.isShown).toBe(true);
  ads[0]!.close({ isEnded: true });
  ads[0]!.close({ isEnded: true });
  expect(heard()).toBe('shown, close {"isEnded":true}');
  await clock.advance(100);
  run('ad.show()');
  await clock.advance(20);
  ads[0]!.close();
  expect(heard()).toBe('load, close undefined');
});

test('what has not loaded cannot be shown, until it is loaded', async () => {
  const { run, ads, clock, heard } = setUp();
  ads[0]!.error(1005);
  run(
    `ad.show().catch(({ errCode }) => heard.push('not shown ' + errCode)); ad.load().catch(() => heard.push('not loaded'))`,
  );
  await clock.advance(200);
  expect(heard()).toBe('error 1005, not shown 1005, not loaded');
  ads[0]!.load();
  run(`ad.load().then(() => heard.push('loaded')); ad.show().then(() => heard.push('shown'))`);
  await clock.advance(200);
  expect(heard()).toBe('load, shown, load, loaded');
});

test('there is one rewarded video of an id: in a game for the whole of it, in a miniprogram for a page', () => {
  const same = `wx.createRewardedVideoAd({ adUnitId: 'a' }) === ad`;
  const game = setUp('wx-game');
  expect(game.run(same)).toBe(true);
  expect(game.run(`wx.createRewardedVideoAd({ adUnitId: 'b' }) === ad`)).toBe(false);
  expect(game.run(`wx.createRewardedVideoAd({ adUnitId: 'a', multiton: true }) === ad`)).toBe(
    false,
  );
  game.run('ad.destroy()');
  expect(game.run(same)).toBe(false);
  expect(game.ads).toHaveLength(4);

  const app = createHost('wx');
  app.launch();
  app.run(`ad = wx.createRewardedVideoAd({ adUnitId: 'a' })`);
  expect(app.run(same)).toBe(true);
  app.open('pages/b');
  expect(app.run(same)).toBe(false);
});

test('whoever takes away all listeners takes away everybody’s, but not in Douyin', async () => {
  const { run, ads, clock, heard } = setUp();
  run('ad.offClose(); ad.offLoad(); ad.show()');
  await clock.advance(200);
  run('ad.show()');
  await clock.advance(200);
  ads[0]!.close({ isEnded: true });
  expect(heard()).toBe('');

  const douyin = setUp('tt', "tt.createRewardedVideoAd({ adUnitId: 'a' })");
  await douyin.clock.advance(100);
  douyin.run('ad.offClose(); ad.show()');
  await douyin.clock.advance(20);
  douyin.ads[0]!.close({ isEnded: false });
  expect(douyin.heard()).toBe('load, close {"isEnded":false}');
});

test('a listener is taken away by itself', async () => {
  const { run, clock, heard } = setUp();
  run(`const more = () => heard.push('more'); ad.onLoad(more); ad.onLoad(more); ad.offLoad(more)`);
  await clock.advance(100);
  expect(heard()).toBe('load');
});

test('each interstitial is an object of its own, and says nothing of how it ended', async () => {
  const { run, ads, clock, heard } = setUp('wx', "wx.createInterstitialAd({ adUnitId: 'a' })");
  expect(run(`wx.createInterstitialAd({ adUnitId: 'a' }) === ad`)).toBe(false);
  await clock.advance(100);
  run('ad.show()');
  await clock.advance(20);
  ads[0]!.close();
  expect(heard()).toBe('load, close undefined');
});

test('a game has banners, which never close, and custom ads; a miniprogram has neither', async () => {
  const { run, ads, clock, heard } = setUp(
    'wx-game',
    "wx.createBannerAd({ adUnitId: 'a', style: {} })",
  );
  run(`ad.onResize(({ width }) => heard.push('width ' + width))`);
  await clock.advance(100);
  run('ad.show()');
  await clock.advance(20);
  ads[0]!.load();
  expect(heard()).toBe('load, width 300, load, width 300');
  run('ad.hide()');
  expect(ads[0]!.isShown).toBe(false);
  expect(run('typeof ad.onClose')).toBe('undefined');

  const custom = setUp('wx-game', "wx.createCustomAd({ adUnitId: 'a' })");
  custom.run(`ad.onHide(() => heard.push('hide'))`);
  await custom.clock.advance(100);
  custom.run('ad.show()');
  await custom.clock.advance(20);
  expect(custom.run('ad.isShow()')).toBe(true);
  custom.run('ad.hide()');
  expect(custom.heard()).toBe('load, hide');
  expect(setUp().run('typeof wx.createBannerAd + typeof wx.createCustomAd')).toBe(
    'undefinedundefined',
  );
});

test('Alipay has another name for it, and takes the id by itself', async () => {
  const { clock, ads, heard, run } = setUp('my', "my.createRewardedAd('a')");
  await clock.advance(100);
  run('ad.show()');
  await clock.advance(20);
  ads[0]!.close({ isEnded: true });
  expect(heard()).toBe('load, close {"isEnded":true}');
  expect(ads[0]!.adUnitId).toBe('a');
  expect(run(`my.createRewardedAd({ adUnitId: 'a' }) === ad`)).toBe(true);
});

test('while the app is suspended an ad tells nothing', async () => {
  const { hide, show, ads, clock, heard } = setUp();
  hide();
  await clock.advance(10_000);
  heard();
  ads[0]!.error();
  expect(heard()).toBe('');
  show();
  await clock.advance(0);
  expect(heard()).toBe('error 1004');
});
