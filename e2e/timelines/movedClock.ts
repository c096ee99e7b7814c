import type { BrowserContext, Page } from 'playwright/test';

/** The time of all tabs, in milliseconds: by the wall, and by a clock that never jumps. */
export interface Time {
  readonly wall: number;
  readonly monotonic: number;
}

/** What a page's clock is moved by. */
interface MovedClock {
  /** Lets timers run, each when it is due and each when all is done that the one before began; answers when the next is. */
  run(until: Time): Promise<number>;
  /** No timer runs, as in sleep. */
  set(time: Time): void;
  /** Resolves when nothing is under way with the disk and the network. */
  quiet(): Promise<void>;
  /** Events of the user that the page has heard. */
  heard: number;
}

declare global {
  interface Window {
    movedClock: MovedClock;
  }
}

const COOKIE = 'time';

/** For documents that will be there, or again: a cookie is known to all tabs at once. */
export const tell = (context: BrowserContext, url: string, { wall, monotonic }: Time) =>
  context.addCookies([{ name: COOKIE, value: `${wall}_${monotonic}`, url }]);

/** In `page`, from its next document on, time stands still unless it is moved. */
export const install = (page: Page): Promise<unknown> => page.addInitScript(inPage, COOKIE);

function inPage(cookie: string): void {
  const read = (): Time | undefined => {
    const [, wall, monotonic] =
      new RegExp(`${cookie}=([\\d.]+)_([\\d.]+)`).exec(document.cookie) ?? [];
    return wall ? { wall: Number(wall), monotonic: Number(monotonic) } : undefined;
  };
  const start = read();
  if (!start) return; // a page that is none of the test's
  let { wall, monotonic } = start;

  type Timer = { due: number; readonly run: () => void; readonly every: number | undefined };
  const timers = new Map<number, Timer>();
  let lastId = 0;
  const add = (run: () => void, delay: number, every?: number): number => {
    timers.set(++lastId, { due: monotonic + Math.max(0, delay), run, every });
    return lastId;
  };
  const remove = (id: number): void => void timers.delete(id);
  Object.assign(window, {
    setTimeout: (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) =>
      add(() => run(...args), delay),
    setInterval: (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) =>
      add(() => run(...args), delay, Math.max(1, delay)),
    clearTimeout: remove,
    clearInterval: remove,
  });
  Date.now = () => wall;
  performance.now = () => monotonic;
  window.Date = new Proxy(Date, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length ? args : [wall], newTarget) as Date,
  });

  /** What the disk and the network have been asked for, and have not answered. */
  let pending = 0;
  const settled = (): void => void (pending -= 1);
  const until = (target: EventTarget, types: readonly string[]): void => {
    let isOver = false;
    pending += 1;
    for (const type of types) {
      target.addEventListener(type, () => {
        if (!isOver) settled();
        isOver = true;
      });
    }
  };
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args) {
    const request = open.apply(this, args);
    until(request, ['success', 'error']);
    return request;
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...args) {
    const made = transaction.apply(this, args);
    until(made, ['complete', 'abort']);
    return made;
  };
  const watched = <T>(promise: Promise<T>): Promise<T> => {
    pending += 1;
    promise.then(settled, settled);
    return promise;
  };
  const { fetch } = window;
  window.fetch = (...args) => watched(fetch(...args));
  const { text } = Response.prototype;
  Response.prototype.text = function () {
    return watched(text.call(this));
  };

  /** A task later, in hidden pages too, where timers wait. */
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    });

  async function quiet(): Promise<void> {
    // What has been answered may lead to the next question.
    for (let turns = 0; turns < 3; turns = pending ? 0 : turns + 1) await turn();
  }

  const set = (time: Time): void => void ({ wall, monotonic } = time);
  const next = (): [id: number, timer: Timer] | undefined =>
    [...timers].sort(([a, one], [b, other]) => one.due - other.due || a - b)[0];

  window.movedClock = {
    heard: 0,
    set,
    quiet,
    async run(until) {
      for (let found = next(); found && found[1].due <= until.monotonic; found = next()) {
        const [id, timer] = found;
        wall += Math.max(0, timer.due - monotonic);
        monotonic = Math.max(monotonic, timer.due);
        if (timer.every === undefined) timers.delete(id);
        else timer.due = monotonic + timer.every;
        timer.run();
        await quiet();
      }
      set(until);
      return next()?.[1].due ?? Infinity;
    },
  };
  // A page that was in bfcache has missed some; before the library hears that it is back.
  for (const type of ['visibilitychange', 'resume', 'pageshow', 'focus']) {
    addEventListener(type, () => set(read() ?? start), true);
  }
  for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
    addEventListener(type, () => void window.movedClock.heard++, true);
  }
}
