import { expect, test } from 'playwright/test';
import type { AdFormat, AdObjectPort } from '../core/adPorts';
import { SECOND } from '../core/units';
import { direct, setUp as setUpWorld } from '../fixtures';
import { hostAdsOn, type HostAdsOptions } from './hostAds';

type Open = Parameters<AdObjectPort['watch']>[0];

/** A host of which the test tells what its ads do. */
async function setUp(options: HostAdsOptions = {}) {
  const { receiver, world } = setUpWorld();
  let open: Open | undefined;
  const objects: AdObjectPort = {
    watch(next) {
      open = next;
      return () => void (open = undefined);
    },
  };
  const ads = hostAdsOn(objects, { game: { game_id: 12, game_v: '7.8.8' }, ...options });
  const said: Record<string, unknown>[] = [];
  const map = { ad: ({ props }: { props: object }) => void said.push({ ...props }) };
  const tab = world.open({ endpoints: [direct.pushData(), direct.mta({ map })], plugins: [ads] });
  await world.pass(SECOND);
  const make = (format: AdFormat, unit = 'unit-1') => {
    const ad = {};
    if (!open) throw new Error('nobody watches');
    return { ad, ...open(ad, format, unit) };
  };
  return {
    ...tab,
    receiver,
    world,
    ads,
    said,
    make,
    /** The app goes to the background. */
    hide: () => tab.platform.lifecycle.tell('hidden'),
    actions: () => said.map(({ action }) => action),
    aids: () => receiver.received('pushData').map(({ record }) => record.aid),
  };
}

test('a click that the app tells of belongs to what is shown, and counts once', async () => {
  const { world, ads, make, said, aids, platform } = await setUp();
  for (const format of ['rewarded', 'interstitial', 'banner'] as const) {
    const { ad, shown, closed } = make(format);
    shown();
    ads.clicked(ad);
    ads.clicked(ad);
    closed();
  }
  await world.pass(3 * SECOND);
  expect(aids()).toEqual([3011, 3012, 3013, 3021, 3022, 3001, 3002]);
  expect(said[0]?.['trace_id']).toBe(said[1]?.['trace_id']);
  expect(said[1]).not.toHaveProperty('inferred');
  expect(platform.warnings).toEqual([]);
});

test('a click on what is not shown, or on no ad, is warned of once and not said', async () => {
  const { ads, make, actions, platform } = await setUp();
  const { ad, shown, closed } = make('rewarded');
  ads.clicked(ad);
  shown();
  closed();
  ads.clicked(ad);
  for (const other of [{}, undefined, 'ad'] as object[]) ads.clicked(other);
  expect(actions()).toEqual(['show', 'close']);
  expect(platform.warnings).toEqual([
    expect.stringContaining('rewarded ad: clicked() came before shown()'),
    expect.stringContaining('no ad which is followed'),
  ]);
});

test('what the host says twice or out of order is nobody’s fault', async () => {
  const { make, actions, platform } = await setUp();
  const { shown, closed } = make('rewarded');
  closed();
  shown();
  shown();
  closed({ completed: true });
  closed({ completed: true });
  expect(actions()).toEqual(['show', 'complete', 'close']);
  expect(platform.warnings).toEqual([]);
});

test('the handle for ads that are not followed is there as in a page', async () => {
  const { ads, said } = await setUp();
  const ad = ads.ad('rewarded', { placement: 'mine' });
  ad.shown();
  ad.closed({ completed: true });
  expect(said.map(({ action, placement }) => [action, placement])).toEqual([
    ['show', 'mine'],
    ['complete', 'mine'],
    ['close', 'mine'],
  ]);
});

test('an app that goes away under an ad says nothing of clicks, unless it is asked', async () => {
  const { make, hide, world, actions } = await setUp();
  make('banner').shown();
  await world.pass(5 * SECOND);
  hide();
  expect(actions()).toEqual(['show']);
});

test('where it is asked, the app going away under an ad is a click, inferred, and once', async () => {
  const { make, hide, world, ads, said, platform } = await setUp({ inferClicks: true });
  const { ad, shown } = make('rewarded');
  shown();
  await world.pass(5 * SECOND);
  platform.lifecycle.tell('online');
  expect(said).toHaveLength(1);
  for (let i = 0; i < 2; i++) {
    await world.pass(5 * SECOND);
    hide();
  }
  ads.clicked(ad);
  expect(said.map(({ action, inferred }) => [action, inferred])).toEqual([
    ['show', undefined],
    ['click', true],
  ]);
});

test('a click that was told is not inferred again', async () => {
  const { make, hide, world, ads, said } = await setUp({ inferClicks: true });
  const { ad, shown } = make('interstitial');
  shown();
  await world.pass(5 * SECOND);
  ads.clicked(ad);
  hide();
  expect(said).toHaveLength(2);
  expect(said[1]).not.toHaveProperty('inferred');
});

test('the inferred click is on the way before the app is away', async () => {
  const { make, hide, world, aids } = await setUp({ inferClicks: true });
  make('banner').shown();
  await world.pass(2 * SECOND);
  hide();
  await world.pass(SECOND / 10);
  expect(aids()).toEqual([3001, 3002]);
});

for (const [what, seconds] of [
  ['at once', 0.5],
  ['much later', 61],
] as const) {
  test(`an app that goes away ${what} was not sent by a click`, async () => {
    const { make, hide, world, actions } = await setUp({ inferClicks: true });
    make('banner').shown();
    await world.pass(seconds * SECOND);
    hide();
    expect(actions()).toEqual(['show']);
  });
}

test('what is no longer shown is not clicked, what is on top is', async () => {
  const { make, hide, world, said, platform } = await setUp({ inferClicks: true });
  const below = make('banner', 'below');
  const above = make('interstitial', 'above');
  below.shown();
  above.shown();
  await world.pass(2 * SECOND);
  hide();
  expect(said.filter(({ action }) => action === 'click')).toMatchObject([{ placement: 'above' }]);
  above.closed();
  below.closed();
  hide();
  expect(said).toHaveLength(3);
  expect(platform.warnings).toEqual([]);
});

test('when the tracker has stopped nothing is watched or inferred, and a click is not said', async () => {
  const { ads, make, hide, tracker, actions, world } = await setUp({ inferClicks: true });
  const { ad, shown } = make('rewarded');
  shown();
  await world.pass(2 * SECOND);
  await tracker.stop();
  hide();
  ads.clicked(ad);
  expect(() => make('banner')).toThrow('nobody watches');
  expect(actions()).toEqual(['show']);
});
