import type { Core } from './core';
import type { Query } from './types';

/** How the app comes to the foreground: by a link, a share, another app. */
export interface ShowOptions {
  /** Of the page to open; default: the entry page. */
  readonly path?: string;
  /** The query of that page. Default: none. */
  readonly query?: Query;
  /** The vendor's number of the way that led there. Default: 1001, the list of miniprograms. */
  readonly scene?: number;
  /** The miniprogram from which the user came, and what it hands over. Default: none. */
  readonly referrerInfo?: { readonly appId?: string; readonly extraData?: object };
}

export interface EnterOptions {
  path: string;
  query: Record<string, string>;
  scene: number;
  shareTicket?: string;
  referrerInfo: { appId: string; extraData: Record<string, unknown>; gameLiveInfo: never };
  apiCategory: 'default';
  forwardMaterials: never[];
  hostExtraData: { host_scene: string };
}

export interface Visibility {
  isShown(): boolean;
  /** `hooks` is called when the app is hidden; what happens five seconds later is the platform's own. */
  hide(hooks: () => void, keepsRunning: boolean): void;
  show(hooks: () => void): void;
}

/** Milliseconds in the background after which the thread stands still and requests are cut off. */
export const SUSPENSION = 5_000;

export function createVisibility({ clock, thread, network }: Core): Visibility {
  let isShown = true;
  let wake = (): void => {};
  return {
    isShown: () => isShown,
    hide(hooks, keepsRunning) {
      if (!isShown) return;
      isShown = false;
      wake = clock.after(SUSPENSION, () => {
        if (!keepsRunning) thread.suspend();
        network.interrupt();
      });
      hooks();
    },
    show(hooks) {
      if (isShown) return;
      isShown = true;
      wake();
      network.resume();
      thread.resume();
      hooks();
    },
  };
}

/** `wx` calls it the options of an entry: what the app was opened with. */
export const enterOptionsOf = (
  { path = '', query = {}, scene = 1001, referrerInfo = {} }: ShowOptions,
  own: <T>(value: T) => T,
): EnterOptions =>
  own({
    path,
    query: { ...query },
    scene,
    referrerInfo: { appId: '', extraData: {}, gameLiveInfo: undefined as never, ...referrerInfo },
    apiCategory: 'default',
    forwardMaterials: [],
    hostExtraData: { host_scene: '' },
  } as EnterOptions);
