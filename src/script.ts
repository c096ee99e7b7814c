import './stub';
import { firstTracker, type ScriptGlobal } from './adapters/browser/firstTracker';
import { markedPages } from './adapters/browser/markedPages';
import { readScript } from './adapters/browser/readScript';
import { startTracker } from './adapters/browser/startTracker';
import { inertTracker } from './core/inertTracker';
import { print } from './core/print';
import {
  ads,
  behavior,
  clicks,
  dwell,
  exposure,
  gameFrames,
  launch,
  mediaEvent,
  mta,
  oper,
  pageViews,
  pushData,
  qr,
  type PageViewsOptions,
} from './index';

export * from './index';

const first = firstTracker(
  (window as unknown as { tracelet: ScriptGlobal }).tracelet,
  startTracker,
);

/** As everywhere; the first one gets what `tracelet.track()` was told before it, and all that it is told later. */
export const createTracker = first.start;

/** What `data-endpoints` and `data-plugins` may name. */
const endpoints = { behavior, mediaEvent, mta, oper, pushData };
const plugins = {
  ads,
  clicks,
  dwell,
  exposure,
  gameFrames,
  launch,
  qr,
  // JSON says no function, but the page may say itself which it is.
  pageViews: (options: Partial<PageViewsOptions>) =>
    pageViews({ pages: markedPages(), ...options }),
};

const script = document.currentScript;
// An element of that name may stand in its place.
if (script instanceof HTMLScriptElement && script.hasAttribute('data-endpoints')) {
  try {
    first.start(readScript(script, endpoints, plugins));
  } catch (e) {
    console.error(`${print(e)}. Nothing is recorded.`);
    first.adopt(inertTracker, 0);
  }
}
