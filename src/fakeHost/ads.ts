import type { Core } from './core';
import type { Listeners } from './listeners';

/** The kinds of ad objects that a host makes. */
export type HostAdKind = 'rewarded' | 'interstitial' | 'banner' | 'custom' | 'grid';

/** An ad object that the app has created, as the ad network sees it. */
export interface HostAd {
  /** By which function it was made. */
  readonly kind: HostAdKind;
  /** As the app has given it. */
  readonly adUnitId: string;
  /** It is on the screen now. */
  readonly isShown: boolean;
  /** What the app knows as the ad. */
  readonly object: object;
  /** The user closes it. Without a result the app is told none, as before base library 2.1.0. */
  close(result?: { readonly isEnded?: boolean }): void;
  /** Nothing can be shown until the next `load()` that the host lets through. Default: 1004, no ad fits. */
  error(code?: AdErrorCode): void;
  /** There is an ad to show; by itself it comes 100 ms after the object. For a banner: another one. */
  load(): void;
}

/** 1004: no ad fits. */
export type AdErrorCode = 1000 | 1001 | 1002 | 1003 | 1004 | 1005 | 1006 | 1007 | 1008;

export interface AdError {
  errCode: AdErrorCode;
  errMsg: string;
}

export interface InnerAd extends HostAd {
  readonly closes: Listeners<{ isEnded: boolean }>;
  readonly errors: Listeners<AdError>;
  readonly loads: Listeners<never>;
  readonly hides: Listeners<never>;
  readonly resizes: Listeners<{ width: number; height: number }>;
  startLoading(): Promise<never>;
  show(): Promise<never>;
  hide(): void;
  destroy(): void;
  isHere(): boolean;
}

export interface Ads {
  readonly all: HostAd[];
  create(kind: HostAdKind, adUnitId: string, makeObject: (ad: InnerAd) => object): object;
  /** The one object of this kind and key, if it is not destroyed. */
  single(key: unknown, adUnitId: string, create: () => object): object;
}

/** Milliseconds until an ad is there, and until it is seen. */
const LOADING = 100;
const SHOWING = 20;

export function createAds(core: Core): Ads {
  const { clock, thread, realm, listeners } = core;
  const all: HostAd[] = [];
  const singles = new Map<unknown, Map<string, object>>();

  function create(kind: HostAdKind, adUnitId: string, makeObject: (ad: InnerAd) => object): object {
    let state: 'loading' | 'loaded' | 'failed' | 'destroyed' = 'loading';
    let code: AdErrorCode = 1004;
    let isShown = false;

    const failure = (): AdError => realm.own({ errCode: code, errMsg: `ad failed with ${code}` });

    function load(): void {
      if (state === 'destroyed') return;
      state = 'loaded';
      thread.post(() => ad.loads.tell(undefined as never));
      if (kind === 'banner' || kind === 'custom') {
        thread.post(() => ad.resizes.tell(realm.own({ width: 300, height: 100 })));
      }
    }

    const settle = (delay: number, work: () => AdError | undefined): Promise<never> =>
      realm.promise((resolve, reject) => {
        clock.after(delay, () => {
          const problem = work();
          thread.post(() => (problem ? reject(problem) : resolve(undefined as never)));
        });
      });

    const ad: InnerAd = {
      kind,
      adUnitId,
      closes: listeners(),
      errors: listeners(),
      loads: listeners(),
      hides: listeners(),
      resizes: listeners(),
      object: realm.object(),
      get isShown() {
        return isShown;
      },
      isHere: () => state !== 'destroyed',
      load,
      error(given = 1004) {
        code = given;
        state = 'failed';
        thread.post(() => ad.errors.tell(failure()));
      },
      close(result) {
        if (!isShown) return;
        isShown = false;
        thread.post(() => ad.closes.tell((result && realm.own(result)) as never));
        // The next one is fetched by itself.
        if (kind === 'rewarded') clock.after(LOADING, load);
      },
      startLoading: () =>
        settle(LOADING, () => {
          if (state === 'failed') return failure();
          load();
          return undefined;
        }),
      show: () =>
        settle(SHOWING, () => {
          if (state !== 'loaded') return failure();
          isShown = true;
          return undefined;
        }),
      hide() {
        if (!isShown) return;
        isShown = false;
        thread.post(() => ad.hides.tell(undefined as never));
      },
      destroy() {
        state = 'destroyed';
        isShown = false;
      },
    };
    Object.assign(ad.object, makeObject(ad));
    all.push(ad);
    clock.after(LOADING, () => {
      if (state === 'loading') load();
    });
    return ad.object;
  }

  return {
    all,
    create,
    single(key, adUnitId, make) {
      const ofKey = singles.get(key) || new Map<string, object>();
      singles.set(key, ofKey);
      const known = ofKey.get(adUnitId);
      const ad = known && all.find(({ object }) => object === known);
      if (known && ad && (ad as InnerAd).isHere()) return known;
      const object = make();
      ofKey.set(adUnitId, object);
      return object;
    },
  };
}
