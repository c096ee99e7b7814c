import { expect, test } from 'playwright/test';
import { SECOND } from '../../core/units';
import { direct, setUp as setUpWorld } from '../../fixtures';
import { hostAdsOn } from '../../plugins/hostAds';
import { createHost, type Profile } from '../../testing';
import { wxAdObjects } from './adObjects';

const APP = `
  let ended = [], refused = 0;
  const unit = { adUnitId: 'unit-1' };
  function play() {
    const ad = wx.createRewardedVideoAd(unit);
    ad.offClose();
    ad.onClose((result) => ended.push(result));
    return ad.show().catch(() => refused++);
  }`;

for (const profile of ['wx', 'wx-game', 'qq', 'tt'] as const satisfies readonly Profile[]) {
  test(`${profile}: an app that asks for its ad again each time has each showing recorded once`, async () => {
    const host = createHost(profile);
    const { receiver, world } = setUpWorld();
    const ads = hostAdsOn(wxAdObjects(host.api), {
      game: { game_id: 12, game_v: '7.8.8' },
    });
    const { platform, tracker } = world.open({ endpoints: [direct.pushData()], plugins: [ads] });
    host.run(`var wx = ${profile === 'wx-game' ? 'wx' : profile}; ${APP}`);
    host.launch();
    const pass = async (): Promise<void> => {
      await host.clock.advance(SECOND);
      await world.pass(3 * SECOND);
    };
    host.run('wx.createRewardedVideoAd(unit)');
    // It has to load first.
    await pass();
    const results = [{ isEnded: true }, { isEnded: false }, undefined];
    for (const result of results) {
      host.run('play()');
      await pass();
      host.ads[0]?.close(result);
      await pass();
    }
    host.ads[0]?.error();
    host.run('play()');
    await pass();
    expect(receiver.received('pushData').map(({ record }) => record.aid)).toEqual([
      ...[3011, 3014, 3013],
      ...[3011, 3013],
      ...[3011, 3014, 3013],
    ]);
    expect(host.ads).toHaveLength(1);
    // Douyin takes nothing away where it is not told what.
    expect(host.run('ended.length')).toBe(profile === 'tt' ? 6 : 3);
    expect(host.run('refused')).toBe(1);
    await tracker.stop();
    expect([platform.warnings, host.errors]).toEqual([[], []]);
  });
}

test('wx-game: templates and banners are followed as they are shown and hidden', async () => {
  const host = createHost('wx-game');
  const { receiver, world } = setUpWorld();
  const ads = hostAdsOn(wxAdObjects(host.api), {
    game: { game_id: 12, game_v: '7.8.8' },
  });
  world.open({ endpoints: [direct.pushData()], plugins: [ads] });
  host.run(`const style = { left: 0, top: 0, width: 300 }, unit = { adUnitId: 'unit-1', style };
    all = [wx.createBannerAd(unit), wx.createCustomAd(unit)]`);
  host.launch();
  for (const call of ['hide', 'show', 'show', 'hide', 'show', 'destroy']) {
    host.run(`all.forEach((ad) => ad.${call}())`);
    await host.clock.advance(SECOND);
    await world.pass(3 * SECOND);
  }
  expect(receiver.received('pushData').map(({ record }) => record.aid)).toEqual(
    Array(4).fill(3001),
  );
});
