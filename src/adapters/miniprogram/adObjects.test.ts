import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { SECOND } from '../../core/units';
import { direct, setUp as setUpWorld } from '../../fixtures';
import { hostAdsOn, type HostAdsOptions } from '../../plugins/hostAds';
import { wxAdObjects, type AdHost } from './adObjects';

type Listener = (result?: unknown) => void;

/** An ad object as a host makes it: its methods in the prototype, and `off` without a listener takes all. */
class HostAd {
  protected listeners: Record<string, Listener[]> = {};
  readonly calls: unknown[][] = [];
  /** What `show()` and `hide()` do. */
  answer: (call: string) => unknown = () => Promise.resolve();

  constructor(readonly unit?: string) {}

  protected on(event: string, listener: Listener): void {
    (this.listeners[event] ??= []).push(listener);
  }
  private off(event: string, listener: Listener | undefined): void {
    this.listeners[event] = (this.listeners[event] ?? []).filter(
      (each) => listener && each !== listener,
    );
  }
  tell(event: string, result?: unknown): void {
    [...(this.listeners[event] ?? [])].forEach((listener) => listener(result));
  }
  listening(event: string): number {
    return this.listeners[event]?.length ?? 0;
  }

  show(...args: unknown[]): unknown {
    this.calls.push(['show', this, ...args]);
    return this.answer('show');
  }
  hide(): unknown {
    return this.answer('hide');
  }
  destroy(): void {
    this.listeners = {};
  }
  onClose(listener: Listener): void {
    this.on('close', listener);
  }
  offClose(listener?: Listener): void {
    this.off('close', listener);
  }
  onError(listener: Listener): void {
    this.on('error', listener);
  }
  offError(listener?: Listener): void {
    this.off('error', listener);
  }
}

/** A native template, which the host hides as well. */
class HostTemplate extends HostAd {
  onHide(listener: Listener): void {
    this.on('hide', listener);
  }
}

/** Has neither a close nor an error of which it tells, as a banner. */
class HostBanner extends HostAd {
  override onClose = undefined as never;
  override offClose = undefined as never;
}

const makers = () => {
  let rewarded: HostAd | undefined;
  return {
    createRewardedVideoAd: ({ adUnitId, multiton }: { adUnitId: string; multiton?: boolean }) =>
      multiton ? new HostAd(adUnitId) : (rewarded ??= new HostAd(adUnitId)),
    createRewardedAd: (adUnitId: string) => new HostAd(adUnitId),
    createInterstitialAd: ({ adUnitId }: { adUnitId: string }) => new HostAd(adUnitId),
    createBannerAd: ({ adUnitId }: { adUnitId: string }) => new HostBanner(adUnitId),
    createCustomAd: ({ adUnitId }: { adUnitId: string }) => new HostTemplate(adUnitId),
  };
};

const GAME = { game_id: 12, game_v: '7.8.8' };
const UNIT = { adUnitId: 'unit-1' };

/** A host, a tracker on it, and what it has said. */
async function setUp<H extends AdHost>(host: H, options: HostAdsOptions = {}) {
  const { receiver, world } = setUpWorld();
  const said: Record<string, unknown>[] = [];
  const map = { ad: ({ props }: { props: object }) => void said.push({ ...props }) };
  const ads = hostAdsOn(wxAdObjects(host), { game: GAME, ...options });
  const open = (plugin = ads) =>
    world.open({ endpoints: [direct.pushData(), direct.mta({ map })], plugins: [plugin] });
  const actions = () => said.map(({ action }) => action);
  const tab = open();
  // Until the disk has answered, events wait.
  await world.pass(SECOND);
  return { receiver, world, host, ads, said, actions, ...tab, open };
}

/** Lets promises tell. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

test('a rewarded ad is followed from its showing to its end, and the server hears it', async () => {
  const { host, world, receiver, said } = await setUp(makers());
  const video = host.createRewardedVideoAd(UNIT);
  await video.show();
  video.tell('close', { isEnded: true });
  await video.show();
  video.tell('close', { isEnded: false });
  await world.pass(3 * SECOND);
  expect(receiver.received('pushData').map(({ record }) => record.aid)).toEqual([
    3011, 3014, 3013, 3011, 3013,
  ]);
  expect(said.map(({ placement, game_id }) => [placement, game_id])).toEqual(
    Array(5).fill(['unit-1', 12]),
  );
  expect(new Set(said.map(({ trace_id }) => trace_id)).size).toBe(2);
});

test('a close that does not say how it came about had played to its end', async () => {
  const { host, actions } = await setUp(makers());
  const video = host.createRewardedVideoAd(UNIT);
  for (const result of [undefined, {}, null]) {
    await video.show();
    video.tell('close', result);
  }
  expect(actions()).toEqual(Array(3).fill(['show', 'complete', 'close']).flat());
});

test('a singleton that is asked for again and again is heard once', async () => {
  const { host, actions, said } = await setUp(makers());
  const video = host.createRewardedVideoAd({ adUnitId: 'first' });
  for (let i = 0; i < 3; i++) expect(host.createRewardedVideoAd(UNIT)).toBe(video);
  expect([video.listening('close'), video.listening('error')]).toEqual([1, 1]);
  await video.show();
  video.tell('close', { isEnded: true });
  expect(actions()).toEqual(['show', 'complete', 'close']);
  expect(said[0]).toMatchObject({ placement: 'unit-1' });
});

test('ads of which there are several are told apart', async () => {
  const { host, ads, said } = await setUp(makers());
  const [one, two] = ['one', 'two'].map((adUnitId) =>
    host.createRewardedVideoAd({ adUnitId, multiton: true }),
  ) as [HostAd, HostAd];
  await one.show();
  await two.show();
  ads.clicked(two);
  one.tell('close', { isEnded: false });
  two.tell('close', { isEnded: true });
  expect(said.map(({ placement, action }) => `${String(placement)} ${String(action)}`)).toEqual([
    ...['one show', 'two show', 'two click', 'one close', 'two complete', 'two close'],
  ]);
});

test("Alipay's rewarded ad is asked for by its unit's id alone", async () => {
  const { host, said } = await setUp(makers());
  const video = host.createRewardedAd('unit-7');
  await video.show();
  video.tell('close', { isEnded: false });
  expect(said).toMatchObject([
    { format: 'rewarded', action: 'show', placement: 'unit-7' },
    { action: 'close' },
  ]);
});

test('of an interstitial its showings are told, and nothing of its end', async () => {
  const { host, world, receiver } = await setUp(makers());
  const ad = host.createInterstitialAd(UNIT);
  for (let i = 0; i < 2; i++) {
    await ad.show();
    ad.tell('close');
  }
  await world.pass(3 * SECOND);
  expect(receiver.received('pushData').map(({ record }) => record.aid)).toEqual([3021, 3021]);
});

for (const create of ['createBannerAd', 'createCustomAd'] as const) {
  test(`${create}: what is hidden and shown again is another showing, what is shown twice is not`, async () => {
    const { host, said } = await setUp(makers());
    const ad = host[create](UNIT);
    await ad.show();
    await ad.show();
    ad.hide();
    await settle();
    await ad.show();
    expect(said).toMatchObject(Array(2).fill({ format: 'banner', action: 'show' }));
    expect(said).toHaveLength(2);
  });
}

test('a banner that is hidden before it is there was never shown', async () => {
  const { host, actions } = await setUp(makers());
  const ad = host.createBannerAd(UNIT);
  const shown = ad.show();
  ad.answer = () => undefined;
  ad.hide();
  await shown;
  await settle();
  expect(actions()).toEqual([]);
  // A hide that comes first does not count against a show that follows it at once.
  ad.answer = () => Promise.resolve();
  ad.hide();
  await ad.show();
  expect(actions()).toEqual(['show']);
});

test('a template that cannot be hidden is still the same showing, one that its user closes is not', async () => {
  const { host, actions } = await setUp(makers());
  const ad = host.createCustomAd(UNIT);
  await ad.show();
  ad.answer = (call) => (call === 'hide' ? Promise.reject(new Error('no')) : Promise.resolve());
  await expect(ad.hide()).rejects.toThrow('no');
  await ad.show();
  expect(actions()).toEqual(['show']);
  for (const event of ['close', 'hide']) {
    ad.tell(event);
    // It tells of what is not there either.
    const shown = ad.show();
    ad.tell(event);
    await shown;
  }
  expect(actions()).toEqual(['show', 'show', 'show']);
});

test('a template that is hidden before its show() is refused was never shown', async () => {
  const { host, actions } = await setUp(makers());
  const ad = host.createCustomAd(UNIT);
  ad.answer = () => Promise.reject(new Error('1004'));
  const shown = ad.show() as Promise<void>;
  ad.tell('hide');
  await expect(shown).rejects.toThrow('1004');
  expect(actions()).toEqual([]);
});

test('a show() that is refused or throws is none, and the app hears it', async () => {
  const { host, actions } = await setUp(makers());
  const ad = host.createInterstitialAd(UNIT);
  const refusal = { errCode: 2001 };
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  ad.answer = () => Promise.reject(refusal);
  await expect(ad.show()).rejects.toBe(refusal);
  ad.tell('close');
  ad.answer = () => {
    throw new Error('not on this page');
  };
  expect(() => ad.show()).toThrow('not on this page');
  ad.tell('close');
  await settle();
  expect(actions()).toEqual([]);
});

test('the app has its own object, its own promise, this and arguments', async () => {
  const { host } = await setUp(makers());
  const ad = host.createRewardedVideoAd(UNIT);
  expect(ad).toBeInstanceOf(HostAd);
  expect(ad.unit).toBe('unit-1');
  const promise = Promise.resolve();
  ad.answer = () => promise;
  expect(ad.show(1, 'two')).toBe(promise);
  expect(ad.calls).toEqual([['show', ad, 1, 'two']]);
  expect(Object.keys(ad)).not.toContain('show');
});

test('the factory gets its own this and arguments, and its error and its answer pass through', async () => {
  const host = {
    createBannerAd(...args: unknown[]): never {
      throw Object.assign(new Error('no unit'), { args, self: this });
    },
    createGridAd: () => undefined as unknown as object,
  };
  await setUp(host);
  const error = (() => {
    try {
      host.createBannerAd(UNIT, 2);
    } catch (e) {
      return e;
    }
  })();
  expect(error).toMatchObject({ message: 'no unit', args: [UNIT, 2] });
  expect((error as { self: unknown }).self).toBe(host);
  expect(host.createGridAd()).toBeUndefined();
});

test("an off without a listener takes the app's listeners, and not ours", async () => {
  const { host, actions } = await setUp(makers());
  const ad = host.createRewardedVideoAd(UNIT);
  let heard = 0;
  const listener = (): void => void heard++;
  ad.onClose(listener);
  ad.onClose(() => heard++);
  ad.offClose(listener);
  ad.tell('close');
  expect(heard).toBe(1);
  ad.offClose();
  ad.offError();
  await ad.show();
  ad.tell('close', { isEnded: true });
  expect(heard).toBe(1);
  expect(actions()).toEqual(['show', 'complete', 'close']);
  expect([ad.listening('close'), ad.listening('error')]).toEqual([1, 1]);
});

test('a host that takes no off without a listener has ours once all the same', async () => {
  class StrictAd extends HostAd {
    override offClose(listener?: Listener): void {
      if (!listener) throw new Error('offClose: a function is needed');
      super.offClose(listener);
    }
  }
  const { host } = await setUp({ createRewardedVideoAd: () => new StrictAd() });
  const ad = host.createRewardedVideoAd();
  expect(() => ad.offClose()).toThrow('a function is needed');
  expect(ad.listening('close')).toBe(1);
});

test('where show() promises nothing, a close tells that it was shown, unless an error came first', async () => {
  const { host, actions } = await setUp(makers());
  const ad = host.createRewardedVideoAd(UNIT);
  ad.answer = () => undefined;
  ad.show();
  ad.tell('error', { errCode: 1004 });
  ad.tell('close');
  expect(actions()).toEqual([]);
  for (let i = 0; i < 2; i++) {
    ad.show();
    ad.tell('close', { isEnded: false });
  }
  expect(actions()).toEqual(['show', 'close', 'show', 'close']);

  const banner = host.createBannerAd(UNIT);
  banner.answer = () => undefined;
  banner.show();
  expect(actions().slice(4)).toEqual(['show']);
});

test('a promise that is kept when the ad has been closed tells of no further showing', async () => {
  const { host, actions } = await setUp(makers());
  const ad = host.createRewardedVideoAd(UNIT);
  let keep = (): void => {};
  ad.answer = () => new Promise<void>((resolve) => (keep = resolve));
  const shown = ad.show();
  ad.tell('close', { isEnded: true });
  keep();
  await shown;
  expect(actions()).toEqual(['show', 'complete', 'close']);
});

test('an ad that the app shows again in the listener of its close is shown again', async () => {
  const host = makers();
  const ad = host.createRewardedVideoAd(UNIT);
  let again = 1;
  // Before ours.
  ad.onClose(() => void (again-- && ad.show()));
  const { actions } = await setUp(host);
  host.createRewardedVideoAd(UNIT);
  await ad.show();
  ad.tell('close', { isEnded: true });
  await settle();
  ad.tell('close', { isEnded: false });
  expect(actions()).toEqual(['show', 'complete', 'close', 'show', 'close']);
});

test('an ad that is destroyed and made again, as the same object, is heard once', async () => {
  const { host, actions } = await setUp(makers());
  const ad = host.createRewardedVideoAd(UNIT);
  for (let i = 0; i < 3; i++) {
    await ad.show();
    ad.tell('close', { isEnded: true });
    ad.destroy();
    expect(host.createRewardedVideoAd(UNIT)).toBe(ad);
  }
  expect(actions()).toEqual(Array(3).fill(['show', 'complete', 'close']).flat());
  expect(ad.listening('close')).toBe(1);
});

test('a host that keeps its listeners when an ad is destroyed has ours once', async () => {
  class LastingAd extends HostAd {
    override destroy(): void {}
  }
  const ad = new LastingAd();
  const { host } = await setUp({ createRewardedVideoAd: () => ad });
  for (let i = 0; i < 3; i++) {
    host.createRewardedVideoAd();
    ad.destroy();
  }
  expect(ad.listening('close')).toBe(1);
});

test('an ad that is destroyed while it is shown has ended before its next showing', async () => {
  const { host, actions } = await setUp(makers());
  const ad = host.createRewardedVideoAd(UNIT);
  await ad.show();
  ad.destroy();
  host.createRewardedVideoAd(UNIT);
  await ad.show();
  const banner = host.createBannerAd(UNIT);
  await banner.show();
  banner.destroy();
  await banner.show();
  expect(actions()).toEqual(['show', 'close', 'show', 'show', 'show']);
});

test('a host whose listeners cannot be added still tells of each showing', async () => {
  class DeafAd extends HostAd {
    override onClose(): void {
      throw new Error('onClose is not supported');
    }
    override onError = undefined as never;
  }
  const { host, actions, platform } = await setUp({ createInterstitialAd: () => new DeafAd() });
  const ad = host.createInterstitialAd();
  await ad.show();
  await ad.show();
  ad.offClose();
  expect(actions()).toEqual(['show', 'show']);
  expect(platform.warnings).toEqual([]);
});

test('two trackers hear the same ads, each once, and a stop of one leaves the other', async () => {
  const host = makers();
  const original = { ...host };
  const first = await setUp(host);
  const second = await setUp(host);
  const ad = host.createRewardedVideoAd(UNIT);
  const play = async (): Promise<void> => {
    ad.offClose();
    await ad.show();
    ad.tell('close', { isEnded: false });
  };
  await play();
  expect([first.actions(), second.actions()]).toEqual(Array(2).fill(['show', 'close']));
  await first.tracker.stop();
  await play();
  expect([first.actions().length, second.actions().length]).toEqual([2, 4]);
  await second.tracker.stop();
  await play();
  expect([first.actions().length, second.actions().length]).toEqual([2, 4]);
  // What the second has put back is what the first had put there.
  await setUp(host);
  expect(host.createInterstitialAd).not.toBe(original.createInterstitialAd);
});

test('a stop puts the factories back, unless somebody else has replaced them since', async () => {
  const inherited = makers();
  const host = Object.create(inherited) as typeof inherited;
  const { tracker } = await setUp(host);
  expect(host.createBannerAd).not.toBe(inherited.createBannerAd);
  const theirs = (): HostAd => new HostAd();
  host.createInterstitialAd = theirs;
  await tracker.stop();
  expect(Object.keys(host)).toEqual(['createInterstitialAd']);
  expect(host.createBannerAd).toBe(inherited.createBannerAd);
  expect(host.createInterstitialAd).toBe(theirs);
});

test('after a stop the calls of the app reach the host and nothing else happens', async () => {
  const { host, tracker, actions, platform } = await setUp(makers());
  const { createInterstitialAd } = host;
  const ad = host.createRewardedVideoAd(UNIT);
  const early = ad.show();
  await tracker.stop();
  await early;
  await ad.show();
  expect(Object.getOwnPropertyNames(createInterstitialAd(UNIT))).not.toContain('show');
  // Who listens to a promise takes a refusal out of the host's report of those that nobody hears.
  let isHeard = false;
  ad.answer = () => ({ then: () => (isHeard = true) });
  void ad.show();
  expect(isHeard).toBe(false);
  ad.tell('close');
  ad.offClose();
  expect(ad.listening('close')).toBe(0);
  expect(actions()).toEqual([]);
  expect(platform.warnings).toEqual([]);
});

for (const isOver of [true, false]) {
  test(`the same plugin goes on with the next tracker, after a showing that is ${isOver ? 'over' : 'not'}`, async () => {
    const { host, world, ads, tracker, open, said, actions } = await setUp(makers());
    const ad = host.createRewardedVideoAd(UNIT);
    await ad.show();
    if (isOver) ad.tell('close', { isEnded: false });
    said.length = 0;
    // The tracker before stops late.
    const next = open();
    await world.pass(SECOND);
    host.createRewardedVideoAd(UNIT);
    await ad.show();
    await tracker.stop();
    ads.clicked(ad);
    ad.tell('close', { isEnded: false });
    expect(actions()).toEqual(['show', 'click', 'close']);
    expect(next.platform.warnings).toEqual([]);
  });
}

test('a getter of the host is replaced and put back, what is frozen is warned of once and works', async () => {
  const made = makers();
  const getters: typeof made = Object.defineProperties({} as typeof made, {
    createBannerAd: { get: () => made.createBannerAd, configurable: true },
  });
  const first = await setUp(getters);
  await getters.createBannerAd(UNIT).show();
  expect(first.actions()).toEqual(['show']);
  expect(first.platform.warnings).toEqual([]);
  await first.tracker.stop();
  expect(getters.createBannerAd).toBe(made.createBannerAd);

  const frozen = Object.freeze({ createBannerAd: made.createBannerAd });
  const second = await setUp(frozen);
  await frozen.createBannerAd(UNIT).show();
  second.ads.ad('banner').shown();
  expect(second.actions()).toEqual(['show']);
  expect(second.platform.warnings).toEqual([expect.stringContaining('createBannerAd')]);
});

test('an ad object that is frozen works, and is warned of once', async () => {
  const { host, actions, platform } = await setUp({
    createRewardedVideoAd: () => Object.freeze(new HostAd()),
  });
  for (let i = 0; i < 2; i++) {
    const ad = host.createRewardedVideoAd();
    await ad.show();
    ad.tell('close');
    expect(ad.listening('close')).toBe(0);
  }
  expect(actions()).toEqual([]);
  expect(platform.warnings).toEqual([expect.stringContaining('rewarded')]);
});

/** What has to be told of a rewarded ad whose promises are kept at once. */
function model() {
  const expected: string[] = [];
  let isShown = false;
  let isClicked = false;
  return {
    expected,
    show() {
      if (!isShown) expected.push('show');
      if (!isShown) isClicked = false;
      isShown = true;
    },
    click() {
      if (isShown && !isClicked) expected.push('click');
      isClicked = isShown;
    },
    close(isEnded: boolean) {
      if (isShown) expected.push(...(isEnded ? ['complete'] : []), 'close');
      isShown = false;
    },
  };
}

test('whatever an app does with a rewarded ad, each showing is told once and in order', async () => {
  const steps = [
    ...['show', 'show', 'click', 'end', 'quit', 'refuse', 'again', 'error'],
    ...['offClose', 'offError', 'listen', 'destroyAndAgain'],
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...steps), { maxLength: 30 }),
      fc.boolean(),
      async (sequence, isLate) => {
        const host = makers();
        if (isLate) host.createRewardedVideoAd(UNIT).onClose(() => {});
        const { ads, actions } = await setUp(host);
        const ad = host.createRewardedVideoAd(UNIT);
        const { expected, ...truth } = model();
        const run: Record<string, () => unknown> = {
          async show() {
            ad.answer = () => Promise.resolve();
            await ad.show();
            truth.show();
          },
          refuse() {
            ad.answer = () => Promise.reject(new Error('1004'));
            return (ad.show() as Promise<void>).catch(() => {});
          },
          click() {
            ads.clicked(ad);
            truth.click();
          },
          end() {
            ad.tell('close', { isEnded: true });
            truth.close(true);
          },
          quit() {
            ad.tell('close', { isEnded: false });
            truth.close(false);
          },
          error: () => ad.tell('error'),
          again: () => host.createRewardedVideoAd(UNIT),
          offClose: () => ad.offClose(),
          offError: () => ad.offError(),
          listen: () => ad.onClose(() => {}),
          destroyAndAgain() {
            ad.destroy();
            host.createRewardedVideoAd(UNIT);
            truth.close(false);
          },
        };
        for (const step of sequence) {
          await run[step]?.();
          await settle();
        }
        expect(actions()).toEqual(expected);
      },
    ),
    { numRuns: 150 },
  );
});
