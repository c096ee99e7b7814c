import { test as base, expect, type Page } from 'playwright/test';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { startServer } from '../demo/server.mjs';
import type { ScriptGlobal } from '../src/adapters/browser/firstTracker';
import type { Consent } from '../src/core/consent';
import type { FlushOptions } from '../src/core/options';
import type { Retention } from '../src/core/retention';
import type { Endpoint } from '../src/core/endpoint';
import type { Stage } from '../src/core/observe';
import type { Tracker } from '../src/core/tracker';

export { expect };

export const names = ['mta', 'pushData', 'mediaEvent', 'behavior', 'oper'] as const;
export type Name = (typeof names)[number];
export type Receiver = Server['receiver'];
type Server = Awaited<ReturnType<typeof startServer>>;
type Factories = Record<Name, (more?: object) => Endpoint>;

declare global {
  interface Window {
    readonly tracelet: typeof import('../src/script') & ScriptGlobal;
    /** See pages/endpoints.js. */
    readonly endpoints: {
      readonly asked: Partial<Record<Name, number>>;
      readonly answered: Partial<Record<Name, number>>;
      issue(name: Name): () => Promise<string>;
      readonly relay: Factories;
      direct(origin?: string): Factories;
    };
    tracker: Tracker;
    warnings: string[];
  }
}

/** What a test may choose of the tracker that {@link start} makes; all of it crosses into the page. */
export interface Start {
  /** `relay`, or the vendors' origin for direct mode; empty is the page's own. Default: `relay`. */
  to?: string;
  /** Default: all five. */
  only?: readonly Name[];
  flush?: FlushOptions;
  retention?: Retention;
  consent?: Consent;
  /** Options of each endpoint. */
  more?: object;
}

export const test = base.extend<{ server: Server; blank: string; preflights: string[] }>({
  // One for each test: what an earlier page sends late cannot reach another test's.
  server: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.close();
  },

  blank: async ({ server }, use) => use(`${server.url}/e2e/blank.html`),

  /** The path and the asked-for headers of each preflight that the server got. */
  preflights: async ({}, use) => {
    const seen: string[] = [];
    const note = (message: unknown): void => {
      const { method, url, headers } = (message as { request: IncomingMessage }).request;
      const asked = headers['access-control-request-headers'];
      if (method === 'OPTIONS') seen.push(`${url} ${asked}`);
    };
    subscribe('http.server.request.start', note);
    await use(seen);
    unsubscribe('http.server.request.start', note);
  },
});

/** Makes `tracker` in the page, and `warnings` of what it warned about. To be run in the page. */
export function startInPage({
  to = 'relay',
  only,
  flush = {},
  retention = {},
  consent,
  more,
}: Start): void {
  const { relay, direct } = window.endpoints;
  const factories = to === 'relay' ? relay : direct(to);
  const wanted = only ?? (Object.keys(factories) as Name[]);
  window.warnings = [];
  window.tracker = window.tracelet.createTracker({
    endpoints: wanted.map((name) => factories[name](more)),
    flush,
    retention,
    ...(consent && { consent }),
    onWarn: (message) => void window.warnings.push(message),
  });
}

export const start = (page: Page, options: Start = {}): Promise<void> =>
  page.evaluate(startInPage, options);

/** Opens the blank page with a tracker in it. */
export async function visit(page: Page, url: string, options?: Start): Promise<void> {
  await page.goto(url);
  await start(page, options);
}

/** Opens `url` with a clock that stands still, a minute after `time`: all that is timed happens when it is moved. */
export async function openStill(page: Page, url: string, time: number): Promise<void> {
  await page.clock.install({ time });
  await page.goto('about:blank');
  await page.clock.pauseAt(time + 60_000);
  await page.goto(url);
}

export const flush = (page: Page) => page.evaluate(() => window.tracker.flush());

/** Keeps the stages of `kind` over page loads, for {@link stages} to read from any page of the origin. */
export const keepStages = (page: Page, kind: Stage['kind']): Promise<void> =>
  page.evaluate((kind) => {
    window.tracker.observe((stage) => {
      if (stage.kind !== kind) return;
      const kept = JSON.parse(localStorage.getItem('stages') ?? '[]') as Stage[];
      localStorage.setItem('stages', JSON.stringify([...kept, stage]));
    });
  }, kind);

export const stages = (page: Page): Promise<Stage[]> =>
  page.evaluate(() => JSON.parse(localStorage.getItem('stages') ?? '[]') as Stage[]);

/** What stands on disk, read past the library. To be run in the page. */
export const diskInPage = (): Promise<Record<string, string>> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('tracelet');
    opening.onerror = () => reject(new Error(String(opening.error)));
    opening.onsuccess = () => {
      const db = opening.result;
      const store = db.transaction('records').objectStore('records');
      const keys = store.getAllKeys();
      const values = store.getAll();
      values.onsuccess = () => {
        db.close();
        const pairs = keys.result.map((key, i) => [key as string, values.result[i] as string]);
        resolve(Object.fromEntries(pairs) as Record<string, string>);
      };
    };
  });

export const disk = (page: Page): Promise<Record<string, string>> => page.evaluate(diskInPage);

/** Waits until the server has got what makes `isSo` true. */
export function until(
  receiver: Receiver,
  what: string,
  isSo: () => boolean,
  within = 15_000,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      stop();
    };
    const look = (): void => {
      if (!isSo()) return;
      end();
      resolve();
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`waited for ${what}; the server got ${JSON.stringify(receiver.tally())}`));
    }, within);
    const stop = receiver.subscribe(look);
    look();
  });
}

/** Waits until the server has accepted `count` records, and returns them. */
export async function received(receiver: Receiver, name: Name, count: number) {
  const items = () => receiver.received(name);
  await until(receiver, `${count} of ${name}`, () => items().length >= count);
  return items();
}

export async function requested(receiver: Receiver, name: Name, count: number) {
  const requests = () => receiver.requests(name);
  await until(receiver, `${count} requests to ${name}`, () => requests().length >= count);
  return requests();
}

/** Nothing was refused, nothing came twice; of each endpoint so many records came, of the others none. */
export function expectTally(receiver: Receiver, counts: Partial<Record<Name, number>>): void {
  const tally = receiver.tally();
  for (const name of names) {
    const { received, distinct, doubled, refused } = tally[name];
    const wanted = counts[name] ?? 0;
    expect({ name, received, distinct, doubled, refused }).toEqual({
      name,
      received: wanted,
      distinct: wanted,
      doubled: 0,
      refused: {},
    });
  }
  expect(receiver.received('oper').filter(({ duplicate }) => duplicate)).toEqual([]);
}

/** 0, 1, 2 … */
export const count = (length: number): number[] => Array.from({ length }, (_, i) => i);
