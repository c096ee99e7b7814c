import { expect, test } from 'playwright/test';
import type { AdPorts } from '../core/adPorts';
import { SECOND } from '../core/units';
import { direct, setUp as setUpWorld } from '../fixtures';
import { adsOn } from './ads';
import type { AdsOptions } from './createAds';

const GAME = { game_id: 12, game_v: '7.8.8' };

/** A page of which the test tells what happens to its banners, and which asks for ads by `adBreak`. */
function setUp(options: AdsOptions = { game: GAME }) {
  const { receiver, world } = setUpWorld();
  const page = {
    adBreak: (placement: unknown): unknown => placement,
    see(_banner: object, _share?: number) {},
    change(_banner: object) {},
    click(_banner: object) {},
    clickFrame(_banner: object) {},
  };
  const untouched = { ...page };
  const ports: AdPorts = {
    placements: {
      watch(wrap) {
        page.adBreak = wrap;
        return () => void (page.adBreak = untouched.adBreak);
      },
    },
    banners: {
      nameOf: (target) => (target as { name?: string }).name ?? '',
      watchFrames(_selector, tell) {
        page.clickFrame = tell;
        return () => void (page.clickFrame = untouched.clickFrame);
      },
    },
    exposures: {
      watch(_selector, tell) {
        page.see = (target, share = 1) => tell(target, { share, isLarge: false, isVideo: false });
        page.change = (target) => tell(target, undefined);
        return () => void Object.assign(page, { see: untouched.see, change: untouched.change });
      },
    },
    clicks: {
      watch(_selector, tell) {
        page.click = tell;
        return () => void (page.click = untouched.click);
      },
    },
  };
  const ads = adsOn(ports, options);
  const said: Record<string, unknown>[] = [];
  const map = { ad: ({ props }: { props: object }) => void said.push({ ...props }) };
  const open = () =>
    world.open({ endpoints: [direct.pushData(), direct.mta({ map })], plugins: [ads] });
  const aids = () => receiver.received('pushData').map(({ record }) => record.aid);
  return { world, page, untouched, ads, said, open, aids };
}

const call = (placement: unknown, name: string, argument?: unknown): void =>
  (placement as Record<string, (argument: unknown) => void>)[name]?.(argument);

test('what one showing says has one trace id and one game, and another showing another', async () => {
  let version = 0;
  const { world, ads, said, open, aids } = setUp({
    game: () => ({ game_id: 12, game_v: `1.${++version}` }),
  });
  open();
  const video = ads.ad('rewarded');
  for (let i = 0; i < 2; i++) {
    video.shown();
    video.clicked();
    video.closed({ completed: true });
  }
  await world.pass(3 * SECOND);
  expect(aids()).toEqual([3011, 3012, 3014, 3013, 3011, 3012, 3014, 3013]);
  expect(said.map(({ game_v }) => game_v)).toEqual([
    ...Array(4).fill('1.1'),
    ...Array(4).fill('1.2'),
  ]);
  const traces = said.map(({ trace_id }) => trace_id);
  expect(new Set(traces.slice(0, 4)).size).toBe(1);
  expect(new Set(traces).size).toBe(2);
});

test('a handle says the props that it was given, over those of the game', async () => {
  const { world, ads, said, open, aids } = setUp();
  open();
  ads.ad('interstitial', { game_id: 13, game_v: '2', level: 4 }).shown();
  await world.pass(3 * SECOND);
  expect(aids()).toEqual([3021]);
  expect(said).toMatchObject([
    { format: 'interstitial', action: 'show', game_id: 13, game_v: '2', level: 4 },
  ]);
});

test('what has no number of the vendor is not said, and not warned of', async () => {
  const { world, ads, said, open, aids } = setUp();
  const { platform } = open();
  for (const format of ['interstitial', 'banner'] as const) {
    const ad = ads.ad(format);
    ad.shown();
    ad.clicked();
    ad.closed({ completed: true });
  }
  await world.pass(3 * SECOND);
  expect(aids()).toEqual([3021, 3022, 3001, 3002]);
  expect(said).toHaveLength(4);
  expect(platform.warnings).toEqual([]);
});

test('a game that cannot be told is warned of once, and nothing is thrown', async () => {
  const { world, ads, said, open } = setUp({
    game: () => {
      throw new Error('no game yet');
    },
  });
  const { platform } = open();
  const ad = ads.ad('interstitial');
  ad.shown();
  ad.closed();
  ad.shown();
  await world.pass(3 * SECOND);
  expect(said).toHaveLength(2);
  expect(platform.warnings.filter((warning) => warning.includes('no game yet'))).toHaveLength(1);
});

test('what is shown while no tracker runs is not recorded, and warned of once', async () => {
  const { world, ads, open, aids } = setUp();
  const ad = ads.ad('rewarded');
  const show = (): void => {
    ad.shown();
    ad.clicked();
    ad.closed({ completed: true });
  };
  show();
  show();
  const first = open();
  expect(first.platform.warnings).toEqual([expect.stringContaining('before the tracker started')]);
  ad.shown();
  await world.pass(3 * SECOND);
  await first.tracker.stop();
  ad.closed();
  show();
  show();
  expect(first.platform.warnings.filter((warning) => warning.includes('no tracker'))).toHaveLength(
    1,
  );

  // The same value goes on with the next tracker.
  const second = open();
  ad.shown();
  await world.pass(3 * SECOND);
  expect(aids()).toEqual([3011, 3011]);
  expect(second.platform.warnings).toEqual([]);
});

test('a tracker that stops late does not silence the one that took its place', async () => {
  const { world, ads, open, aids } = setUp();
  const first = open();
  open();
  await first.tracker.stop();
  ads.ad('interstitial').shown();
  await world.pass(3 * SECOND);
  expect(aids()).toEqual([3021]);
});

test('a placement says its name, and nothing more of it is heard when the tracker has stopped', async () => {
  const { world, page, untouched, said, open, aids } = setUp();
  const { tracker } = open();
  const placement = page.adBreak({ type: 'reward', name: 'coins', adViewed: () => {} });
  call(placement, 'beforeAd');
  call(placement, 'adViewed');
  call(placement, 'adBreakDone', { breakStatus: 'viewed' });
  const late = page.adBreak({ type: 'next' });
  await world.pass(3 * SECOND);
  expect(aids()).toEqual([3011, 3014, 3013]);
  expect(said.map((props) => props['placement'])).toEqual(['coins', 'coins', 'coins']);
  await tracker.stop();
  expect({ ...page }).toEqual(untouched);
  call(late, 'beforeAd');
  call(late, 'adBreakDone', { breakStatus: 'viewed' });
  await world.pass(3 * SECOND);
  expect(aids()).toHaveLength(3);
});

test('an adBreak that is handed over keeps its this, its arguments and its answer', () => {
  const { ads, open } = setUp();
  open();
  const sdk = {
    adBreak(this: unknown, ...args: unknown[]) {
      return [this === sdk, ...args];
    },
  };
  const { adBreak } = sdk;
  sdk.adBreak = ads.placement(adBreak);
  expect(sdk.adBreak(1, 'two')).toEqual([true, 1, 'two']);
  expect(ads.placement(undefined as unknown as () => void)).toBeUndefined();
});

test('a banner is shown once, and again when it has become another one', async () => {
  const { world, page, said, open, aids } = setUp();
  open();
  const banner = { name: 'tea' };
  for (const share of [1, 0, 1]) {
    page.see(banner, share);
    await world.pass(2 * SECOND);
  }
  page.click(banner);
  page.click(banner);
  expect(said.map(({ action }) => action)).toEqual(['show', 'click']);

  banner.name = 'coffee';
  page.change(banner);
  page.see(banner);
  await world.pass(2 * SECOND);
  page.clickFrame(banner);
  await world.pass(3 * SECOND);
  expect(aids()).toEqual([3001, 3002, 3001, 3002]);
  expect(said.map(({ placement, inferred }) => [placement, inferred])).toEqual([
    ['tea', undefined],
    ['tea', undefined],
    ['coffee', undefined],
    ['coffee', true],
  ]);
  const traces = said.map(({ trace_id }) => trace_id);
  expect([traces[0] === traces[1], traces[1] === traces[2], traces[2] === traces[3]]).toEqual([
    true,
    false,
    true,
  ]);
});

test('a banner that is clicked before it counts as seen was shown, and is not shown again', async () => {
  const { world, page, open, aids } = setUp();
  open();
  const banner = {};
  page.see(banner);
  page.clickFrame(banner);
  page.click(banner);
  await world.pass(5 * SECOND);
  expect(aids()).toEqual([3001, 3002]);
});
