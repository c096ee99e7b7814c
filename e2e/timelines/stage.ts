import type { BrowserContext, Page } from 'playwright/test';
import type { DwellOptions } from '../../src/index';
import { disk, expect, flush, until, type Receiver } from '../fixtures';
import { crash } from '../reliability/dying';
import { freeze } from '../reliability/tabs';
import { createTime } from './time';
import {
  activate,
  focusFrame,
  gainFocus,
  loseFocus,
  pause,
  play,
  prerender,
  withoutNavigation,
} from './inPage';

/** Where a document is that has a tracker; its address in the site is a route like the others. */
export const PAGES = {
  '/e2e/blank.html': { page_id: 1 },
  '/game/:id': { page_id: 2 },
  '/b': { page_id: 3 },
  '/e2e/elsewhere.html': { page_id: 4 },
};
type Document = 'blank' | 'elsewhere';

/** What all trackers of a timeline are made with. */
export interface Setting {
  readonly dwell?: DwellOptions;
  readonly visit?: 'both';
  /** In a browser that has no Navigation API. */
  readonly isOld?: boolean;
}

interface Tab {
  readonly page: Page;
  thaw?: (() => Promise<void>) | undefined;
}

/** Nobody waits for a dead page longer. */
const LATER = 31 * 60;

/** What can happen to the tabs of a browser; in each sentence a tab is the last word, and `a` if none is named. */
export type Stage = ReturnType<typeof createStage>['verbs'];

/** `desk` is a tab that is none of the timeline's, to be put before the others. */
export function createStage(
  context: BrowserContext,
  desk: Page,
  url: string,
  receiver: Receiver,
  { dwell, visit, isOld }: Setting,
) {
  const tabs = new Map<string, Tab>();
  const time = createTime(context, url);
  let moves = 0;

  const tabOf = (name: string): Tab => {
    const tab = tabs.get(name);
    if (!tab) throw new Error(`no tab ${name}`);
    return tab;
  };
  const pageOf = (name: string): Page => tabOf(name).page;
  const address = (name: Document): string => `${url}/e2e/${name}.html`;

  const quiet = (): Promise<void> => time.quiet();

  async function track(page: Page): Promise<void> {
    if (!(await page.evaluate(() => 'tracelet' in window))) {
      await page.addScriptTag({ url: '/dist/tracelet.min.js' });
      await page.addScriptTag({ url: '/e2e/endpoints.js' });
    }
    await page.evaluate(
      ({ pages, dwell, visit }) => {
        const { createTracker, pageViews, dwell: withDwell } = window.tracelet;
        window.warnings = [];
        window.tracker = createTracker({
          endpoints: [window.endpoints.relay.behavior(visit && { visit })],
          plugins: [pageViews({ pages }), withDwell(dwell)],
          onWarn: (message) => void window.warnings.push(message),
        });
      },
      { pages: PAGES, dwell, visit },
    );
    await quiet();
  }

  async function add(name: string, opening = context.newPage()): Promise<Page> {
    const page = await opening;
    await time.follow(page);
    if (isOld) await page.addInitScript(withoutNavigation);
    tabs.set(name, { page });
    return page;
  }

  const load = (page: Page, name: Document): Promise<unknown> => page.goto(address(name));

  const isSeen = (page: Page, state: 'visible' | 'hidden') =>
    expect.poll(() => page.evaluate(() => document.visibilityState)).toBe(state);

  async function touch(page: Page, act: () => Promise<unknown>): Promise<void> {
    const heard = (): Promise<number> => page.evaluate(() => window.movedClock.heard);
    const before = await heard();
    await act();
    await expect.poll(heard).toBeGreaterThan(before);
    await quiet();
  }

  const verbs = {
    /** A new tab, before the others. */
    async open(name = 'a', document: Document = 'blank') {
      const page = await add(name);
      await load(page, document);
      await track(page);
    },
    /** A new tab behind the others, as by a click with the middle button. */
    async openBehind(name = 'a', front?: string) {
      const page = await add(name);
      await (front ? pageOf(front) : desk).bringToFront();
      await isSeen(page, 'hidden');
      await load(page, 'blank');
      await track(page);
    },
    /** A new tab in a window of its own, beside the others. */
    async openWindow(name = 'a', document: Document = 'blank') {
      const opening = context.waitForEvent('page');
      const cdp = await context.newCDPSession(desk);
      await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true });
      await cdp.detach();
      const page = await add(name, opening);
      await load(page, document);
      await track(page);
    },
    /** A page that is loaded before anybody has asked to see it. Acted. */
    async openPrerendered(name = 'a') {
      const page = await add(name);
      await page.addInitScript(prerender);
      await load(page, 'blank');
      await track(page);
    },
    async activate(name = 'a') {
      await pageOf(name).evaluate(activate);
      await quiet();
    },

    /** Seconds pass. */
    pass: (seconds: number) => time.pass(seconds * 1000),
    /** Both clocks go on and no timer runs: the machine sleeps, or the page is too busy. */
    async sleep(seconds: number, monotonic = seconds) {
      await time.jump(seconds * 1000, monotonic * 1000);
      await quiet();
    },
    /** Somebody sets the wall clock. */
    async jump(seconds: number) {
      await time.jump(seconds * 1000, 0);
      await quiet();
    },

    /** Another tab comes before this one. */
    async hide(name = 'a') {
      await desk.bringToFront();
      await isSeen(pageOf(name), 'hidden');
      await quiet();
    },
    /** This tab comes before the others. */
    async show(name = 'a') {
      await pageOf(name).bringToFront();
      await isSeen(pageOf(name), 'visible');
      await quiet();
    },
    async minimize(name = 'a') {
      await resize(name, 'minimized');
      await isSeen(pageOf(name), 'hidden');
      await quiet();
    },
    async restore(name = 'a') {
      await resize(name, 'normal');
      await isSeen(pageOf(name), 'visible');
      await quiet();
    },

    /** Another window is in use. Acted: a browser without a screen gives each of its windows the focus. */
    async blur(name = 'a') {
      await pageOf(name).evaluate(loseFocus, true);
      await quiet();
    },
    /** As {@link blur}, without an event, as where the focus was in a frame. */
    async blurSilently(name = 'a') {
      await pageOf(name).evaluate(loseFocus, false);
    },
    async focus(name = 'a') {
      await pageOf(name).evaluate(gainFocus);
      await quiet();
    },

    async move(name = 'a') {
      const page = pageOf(name);
      moves = (moves + 1) % 2;
      await touch(page, () => page.mouse.move(20 + moves, 20));
    },
    async click(name = 'a') {
      const page = pageOf(name);
      await touch(page, () => page.mouse.click(20, 20));
    },
    async key(name = 'a') {
      const page = pageOf(name);
      await touch(page, () => page.keyboard.press('a'));
    },
    async wheel(name = 'a') {
      const page = pageOf(name);
      await touch(page, () => page.mouse.wheel(0, 1));
    },
    async tap(name = 'a') {
      const page = pageOf(name);
      const cdp = await context.newCDPSession(page);
      await touch(page, async () => {
        const touchPoints = [{ x: 30, y: 30 }];
        await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
        await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      });
      await cdp.detach();
    },
    /** The user clicks into a frame of the page. */
    async enterFrame(name = 'a') {
      const page = pageOf(name);
      await page.evaluate(focusFrame);
      await page.frameLocator('iframe').locator('input').click();
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME');
      await quiet();
    },
    async play(tag: 'audio' | 'video', name = 'a') {
      await pageOf(name).evaluate(play, tag);
      await quiet();
    },
    async pause(name = 'a') {
      await pageOf(name).evaluate(pause);
    },

    async push(path: string, name = 'a') {
      await pageOf(name).evaluate((path) => history.pushState(null, '', path), path);
      await quiet();
    },
    async replace(path: string, name = 'a') {
      await pageOf(name).evaluate((path) => history.replaceState(null, '', path), path);
      await quiet();
    },
    /** Twelve times each, because Chromium ignores more than 200 in ten seconds: `replaceState` to the same route, its query, its anchor, and `pushState` of a query. */
    async storm(route: string, name = 'a') {
      await pageOf(name).evaluate((route) => {
        for (let i = 0; i < 12; i++) {
          history.replaceState(null, '', route);
          history.replaceState(null, '', `${route}?scroll=${i}`);
          history.replaceState(history.state, '');
          history.pushState(null, '', `?tab=${i}`);
          location.hash = `#section-${i}`;
        }
      }, route);
      await quiet();
    },
    /** Within the document, if that is where the entry before is. */
    async traverse(by: number, name = 'a') {
      await pageOf(name).evaluate(
        (by) =>
          new Promise<void>((resolve) => {
            addEventListener('popstate', () => resolve(), { once: true });
            history.go(by);
          }),
        by,
      );
      await quiet();
    },

    /** Another document, with a tracker. */
    async go(document: Document, name = 'a') {
      await load(pageOf(name), document);
      await track(pageOf(name));
    },
    async reload(name = 'a') {
      await pageOf(name).reload();
      await track(pageOf(name));
    },
    /** Another document, without a tracker. */
    async leave(name = 'a') {
      await load(pageOf(name), 'elsewhere');
    },
    /** Back to the document that was left last, out of bfcache. */
    async back(name = 'a') {
      const page = pageOf(name);
      const left = await page.evaluate(() => performance.timeOrigin);
      // A page that is just being left cannot answer.
      await page.evaluate(() => history.back()).catch(() => undefined);
      const isBack = (left: number) => performance.timeOrigin !== left && 'tracker' in window;
      await expect.poll(() => page.evaluate(isBack, left).catch(() => false)).toBe(true);
      await quiet();
    },
    async close(name = 'a') {
      await pageOf(name).close({ runBeforeUnload: false });
      end(name);
    },
    /** Without a farewell. */
    async kill(name = 'a') {
      await crash(pageOf(name));
      end(name);
    },
    async freeze(name = 'a') {
      const tab = tabOf(name);
      tab.thaw = await freeze(context, tab.page);
      time.freeze(tab.page, true);
    },
    async thaw(name = 'a') {
      const tab = tabOf(name);
      if (tab.thaw) await tab.thaw();
      tab.thaw = undefined;
      time.freeze(tab.page, false);
      await time.pass(0);
    },
    async stop(name = 'a') {
      await pageOf(name).evaluate(() => window.tracker.stop());
    },
    async flush(name = 'a') {
      await flush(pageOf(name));
    },
    /** So many items have arrived by now, when the tab has sent what it may. */
    async sent(count: number, name = 'a') {
      await flush(pageOf(name));
      await quiet();
      await until(receiver, `${count} items`, () => receiver.received('behavior').length >= count);
      expect(receiver.received('behavior').map(({ record }) => record)).toHaveLength(count);
    },
    /** What the page was warned of. */
    async warned(count: number, name = 'a') {
      expect(await pageOf(name).evaluate(() => window.warnings)).toHaveLength(count);
    },
  };

  function end(name: string): void {
    time.forget(pageOf(name));
    tabs.delete(name);
  }

  async function resize(name: string, windowState: 'minimized' | 'normal'): Promise<void> {
    const cdp = await context.newCDPSession(pageOf(name));
    const { windowId } = await cdp.send('Browser.getWindowForTarget');
    await cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
    await cdp.detach();
  }

  return {
    verbs,
    start: time.start,

    /** When nothing more can come; all of the timeline's tabs are gone by now. */
    async finish(): Promise<void> {
      expect([...tabs.keys()]).toEqual([]);
      await time.jump(LATER * 1000, LATER * 1000);
      const page = await add('last');
      await load(page, 'blank');
      await page.evaluate(() => {
        window.tracker = window.tracelet.createTracker({
          endpoints: [window.endpoints.relay.behavior()],
        });
      });
      await expect
        .poll(async () => {
          const { waiting } = await flush(page);
          await quiet();
          const entries = Object.entries(await disk(page));
          const drafts = entries.filter(
            ([key, text]) => /\/draft\//.test(key) && /"event"/.test(text),
          );
          return { waiting, drafts: drafts.length };
        })
        .toEqual({ waiting: 0, drafts: 0 });
    },

    async clear(): Promise<void> {
      for (const { page } of tabs.values()) await page.close();
      tabs.clear();
    },
  };
}
