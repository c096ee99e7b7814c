import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect, type Page } from 'playwright/test';
import { memoryStorage } from '../src/adapters/memory/storage';
import { memoryTransport } from '../src/adapters/memory/transport';
import type { Reply, Sending, StoragePort, TransportPort, WireRequest } from '../src/core/ports';
import { read, storageContract } from './contract/storage';
import { TEXTS, transportContract, type Wire } from './contract/transport';
import { bundle } from './readme/bundle';

/** What the page gets beside the document: the adapters and the contract that Node has. */
interface Packed {
  idbStorage(databaseName: string, warn: (message: string) => void): StoragePort;
  browserTransport(): TransportPort;
  storageContract: typeof storageContract;
  transportContract: typeof transportContract;
  read: typeof read;
}

declare global {
  interface Window {
    readonly snippet: Packed;
    storage: StoragePort;
    transport: TransportPort;
    databases: IDBDatabase[];
    outcome: Promise<unknown>;
    said: string[];
  }
}

let packed: Promise<string> | undefined;
const pack = (): Promise<string> =>
  (packed ??= bundle(
    `export { idbStorage } from './adapters/browser/storage';
     export { browserTransport } from './adapters/browser/transport';
     export { storageContract, read } from '../e2e/contract/storage';
     export { transportContract } from '../e2e/contract/transport';`,
    'iife',
  ));

interface Arrival {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Time for a request that is on its way to arrive. */
const ARRIVAL = 5000;

/** The other end of the wire, see {@link Wire}; beside it a blank page, and what has arrived. */
async function startEcho() {
  const arrivals: Arrival[] = [];
  const waiting = new Set<() => void>();
  const hanging: ServerResponse[] = [];

  /** Resolves once `isSo`, or when that would have come by now. */
  const once = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve();
      };
      const look = (): void => void (isSo() && end());
      const timer = setTimeout(end, ARRIVAL);
      waiting.add(look);
      look();
    });

  const server = createServer((req, res) => {
    const { pathname: path, searchParams: asked } = new URL(req.url ?? '', 'http://localhost');
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => void chunks.push(chunk));
    req.on('end', () => {
      const end = (text: string, type = 'text/plain;charset=utf-8'): void => {
        res.setHeader('content-type', type);
        res.end(text);
      };
      const bodies = (): string[] => arrivals.map(({ body }) => body);
      if (req.method === 'GET') {
        const body = asked.get('body') ?? '';
        const count = Number(asked.get('count'));
        if (path === '/arrived') {
          void once(() => arrivals.length >= count).then(() => end(JSON.stringify(bodies())));
        } else if (path === '/under-way') {
          void once(() => bodies().includes(body)).then(() => end(String(bodies().includes(body))));
        } else {
          end('<!doctype html><title>Blank</title><link rel="icon" href="data:,">', 'text/html');
        }
        return;
      }
      arrivals.push({ path, headers: req.headers, body: Buffer.concat(chunks).toString() });
      waiting.forEach((look) => look());
      if (path === '/reset') return void req.socket.destroy();
      if (path === '/hang') return void hanging.push(res);
      res.statusCode = Number(asked.get('status') ?? 200);
      const retryAfter = asked.get('retryAfter');
      if (retryAfter !== null) res.setHeader('retry-after', retryAfter);
      end(asked.get('body') ?? '');
    });
  });
  // Chromium by itself repeats a request whose reused connection is cut.
  server.maxRequestsPerSocket = 1;
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async arrived(count: number): Promise<readonly Arrival[]> {
      await once(() => arrivals.length >= count);
      expect(arrivals).toHaveLength(count);
      return arrivals;
    },
    answerHanging: () => hanging.splice(0).forEach((res) => res.end()),
    close(): Promise<unknown> {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      return closed;
    },
  };
}

const test = base.extend<{ echo: Awaited<ReturnType<typeof startEcho>>; lab: Page }>({
  echo: async ({}, use) => {
    const echo = await startEcho();
    await use(echo);
    await echo.close();
  },

  /** A page with the adapters and their contract in it, in which nothing goes astray. */
  lab: async ({ page, echo }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => void errors.push(String(error)));
    await openLab(page, echo.url);
    await use(page);
    expect(errors).toEqual([]);
  },
});

async function openLab(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.addScriptTag({ content: await pack() });
  await page.evaluate(() => {
    window.said = [];
    const { idbStorage } = window.snippet;
    window.storage = idbStorage('lab', (message) => void window.said.push(message));
  });
}

/** In memory, as over the wire. */
function memoryWire(): Wire {
  const bodies: string[] = [];
  const respond = ({ url, body = '' }: WireRequest): Reply | Promise<Reply> => {
    bodies.push(body);
    const { pathname, searchParams: asked } = new URL(url);
    if (pathname === '/hang') return new Promise(() => undefined);
    if (pathname === '/reset') throw new Error('connection reset');
    return {
      kind: 'response',
      status: Number(asked.get('status')),
      body: asked.get('body') ?? '',
      retryAfter: asked.get('retryAfter') ?? undefined,
    };
  };
  return {
    transport: memoryTransport(respond),
    at: (path) => `http://memory${path}`,
    isUnderWay: (body) => bodies.includes(body),
    arrived: () => Promise.resolve(bodies),
  };
}

for (const [i, { name, run, gives }] of storageContract.entries()) {
  test(`storage in memory: ${name}`, async () => {
    expect(await run(memoryStorage())).toEqual(gives);
  });

  test(`storage in IndexedDB: ${name}`, async ({ lab }) => {
    const given = await lab.evaluate(
      (i) => window.snippet.storageContract[i]?.run(window.storage),
      i,
    );
    expect(given).toEqual(gives);
    expect(await lab.evaluate(() => window.said)).toEqual([]);
  });

  test(`storage in IndexedDB, its connection just closed: ${name}`, async ({ lab }) => {
    const given = await lab.evaluate(async (i) => {
      await window.storage.keys(''); // it is open
      await new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('lab');
        deleting.onsuccess = resolve;
        deleting.onblocked = () => reject(new Error('the storage does not let go'));
      });
      return window.snippet.storageContract[i]?.run(window.storage);
    }, i);
    expect(given).toEqual(gives);
    expect(await lab.evaluate(() => window.said)).toEqual([]);
    expect(await onDisk(lab)).toBe(true);
  });
}

for (const [i, { name, run, gives }] of transportContract.entries()) {
  test(`transport in memory: ${name}`, async () => {
    expect(await run(memoryWire())).toEqual(gives);
  });

  test(`transport in a page: ${name}`, async ({ lab }) => {
    const given = await lab.evaluate((i) => {
      const ask = (path: string): string => {
        const request = new XMLHttpRequest();
        request.open('GET', path, false); // in the same task
        request.send();
        return request.responseText;
      };
      return window.snippet.transportContract[i]?.run({
        transport: window.snippet.browserTransport(),
        at: (path) => location.origin + path,
        isUnderWay: (body) => ask(`/under-way?body=${encodeURIComponent(body)}`) === 'true',
        arrived: async (count) => (await fetch(`/arrived?count=${count}`)).json(),
      });
    }, i);
    expect(given).toEqual(gives);
  });
}

/** Whether the database that the storage writes to holds anything, read past it. */
const onDisk = (page: Page): Promise<boolean> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('lab');
        opening.onerror = () => reject(new Error(String(opening.error)));
        opening.onsuccess = () => {
          opening.result.close();
          resolve(opening.result.objectStoreNames.contains('records'));
        };
      }),
  );

/** Ways in which a browser denies its disk; each runs in the page before anything else. */
const DENIALS: Readonly<Record<string, () => void>> = {
  'is not there': () => Object.defineProperty(window, 'indexedDB', { value: undefined }),

  'throws when it is read': () =>
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    }),

  'throws when it is opened': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  },

  'fails to open': () => {
    IDBFactory.prototype.open = () => {
      const opening = { error: new DOMException('corrupt', 'UnknownError') } as {
        -readonly [P in keyof IDBOpenDBRequest]: IDBOpenDBRequest[P];
      };
      queueMicrotask(() => opening.onerror?.call(opening, new Event('error')));
      return opening;
    };
  },

  'never opens': () => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  },

  'is somebody else’s, without our store': () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (name) {
      const opening = open.call(this, name);
      // The name is taken before the storage comes.
      Object.defineProperty(opening, 'onupgradeneeded', { set() {} });
      return opening;
    };
  },

  'throws at each transaction': () => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    };
  },
};

for (const [how, deny] of Object.entries(DENIALS)) {
  test(`an IndexedDB that ${how}: memory keeps the whole contract, with one warning`, async ({
    page,
    echo,
  }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => void errors.push(String(error)));
    await page.clock.install();
    await page.addInitScript(deny);
    await openLab(page, echo.url);
    await page.evaluate(() => {
      const { idbStorage, storageContract } = window.snippet;
      window.outcome = Promise.all(
        storageContract.map(async ({ name, run }, i) => {
          const said: string[] = [];
          const warn = (message: string): void => void said.push(message);
          const given = await run(idbStorage(`lab-${i}`, warn));
          return { name, given, said };
        }),
      );
    });
    await page.clock.runFor(10_000);
    const outcome = await page.evaluate(() => window.outcome);
    expect(outcome).toEqual(
      storageContract.map(({ name, gives }) => ({
        name,
        given: gives,
        said: [expect.stringContaining('memory')],
      })),
    );
    expect(errors).toEqual([]);
  });
}

test('a disk that is full: what it refuses is kept in memory, with one warning', async ({
  lab,
  echo,
}) => {
  const cdp = await lab.context().newCDPSession(lab);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: echo.url, quotaSize: 1 });
  const [given, said] = await lab.evaluate(async () => {
    const large = 'x'.repeat(1 << 20);
    await Promise.all([window.storage.write([['a', large]]), window.storage.write([['b', large]])]);
    const values = await window.snippet.read(window.storage, 'a', 'b');
    return [values.map((value) => value === large), window.said] as const;
  });
  expect(given).toEqual([true, true]);
  expect(said).toEqual([expect.stringContaining('Quota')]);
});

test('what a full disk is about to refuse is there for whoever asks in the same task', async ({
  lab,
  echo,
}) => {
  const cdp = await lab.context().newCDPSession(lab);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: echo.url, quotaSize: 1 });
  const seen = await lab.evaluate(async () => {
    const { storage } = window;
    const large = 'x'.repeat(1 << 20);
    await storage.write([['first', '1']]); // the disk is open
    void storage.write([['a', large]]);
    const listing = storage.keys('');
    const reading = window.snippet.read(storage, 'a');
    const [keys, [a]] = await Promise.all([listing, reading]);
    void storage.write([['b', large]]);
    const decidedBy = new Set<string | undefined>();
    await storage.change(['b'], ([value]) => {
      decidedBy.add(value);
      return [['b', 'changed']];
    });
    const [b] = await window.snippet.read(storage, 'b');
    return [keys, a === large, [...decidedBy].map((value) => value === large), b];
  });
  expect(seen).toEqual([['a', 'first'], true, [true], 'changed']);
});

test('another connection that upgrades the database is not held up, and the storage goes on', async ({
  lab,
}) => {
  const given = await lab.evaluate(async () => {
    await window.storage.write([['a', 'before']]);
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('lab', 2);
      opening.onblocked = () => reject(new Error('the storage does not let go'));
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
    await window.storage.write([['b', 'after']]);
    return window.snippet.read(window.storage, 'a', 'b');
  });
  expect(given).toEqual(['before', 'after']);
  expect(await lab.evaluate(() => window.said)).toEqual([]);
});

test('a connection that many reopen at once is let go of again', async ({ lab }) => {
  const given = await lab.evaluate(async () => {
    const remove = (): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('lab');
        deleting.onsuccess = resolve;
        deleting.onblocked = () => reject(new Error('the storage does not let go'));
      });
    const work = (i: number): Promise<unknown> =>
      i % 2
        ? window.storage.keys('')
        : window.storage.change(['n'], ([n = '0']) => [['n', `${Number(n) + 1}`]]);
    for (let round = 0; round < 3; round++) {
      await window.storage.keys('');
      await remove();
      await Promise.all(Array.from({ length: 10 }, (_, i) => work(i)));
    }
    await remove();
    await work(0);
    return window.snippet.read(window.storage, 'n');
  });
  expect(given).toEqual(['1']);
  expect(await lab.evaluate(() => window.said)).toEqual([]);
});

test.describe('the browser pulls the disk away', () => {
  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      window.databases = [];
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (...args) {
        if (!window.databases.includes(this)) window.databases.push(this);
        return transaction.apply(this, args);
      };
    }),
  );

  test('a connection that is closed under the storage is opened anew, and nothing is lost', async ({
    lab,
  }) => {
    const given = await lab.evaluate(async () => {
      await window.storage.write([['n', '1']]);
      window.databases.forEach((database) => database.close());
      const changing = window.storage.change(['n'], ([n]) => [['n', `${n}2`]]);
      const writing = window.storage.write([['a', 'written']]);
      await Promise.all([changing, writing]);
      return [await window.snippet.read(window.storage, 'n', 'a'), await window.storage.keys('')];
    });
    expect(given).toEqual([
      ['12', 'written'],
      ['a', 'n'],
    ]);
    expect(await lab.evaluate(() => window.said)).toEqual([]);
  });

  test('a transaction that is aborted under a change is done over, once', async ({ lab }) => {
    const given = await lab.evaluate(async () => {
      await window.storage.write([['n', '1']]);
      const { get } = IDBObjectStore.prototype;
      let aborted = 0;
      IDBObjectStore.prototype.get = function (key) {
        const getting = get.call(this, key);
        if (!aborted++) this.transaction.abort();
        return getting;
      };
      await window.storage.change(['n'], ([n]) => [['n', `${n}2`]]);
      return window.snippet.read(window.storage, 'n');
    });
    expect(given).toEqual(['12']);
    expect(await lab.evaluate(() => window.said)).toEqual([]);
  });
});

for (const [when, method] of [
  ['reads', 'get'],
  ['waits for its turn', undefined],
] as const) {
  test(`a page’s last write while a change ${when}: it is kept, and the change follows it`, async ({
    lab,
  }) => {
    const given = await lab.evaluate(async (method) => {
      await window.storage.write([['n', 'before']]);
      const isReading = new Promise<void>((resolve) => {
        if (!method) return resolve();
        const original = IDBObjectStore.prototype[method];
        IDBObjectStore.prototype[method] = function (key) {
          // In the microtasks of this task, before the browser can answer.
          resolve();
          return original.call(this, key);
        };
      });
      const seen: unknown[] = [];
      const changing = window.storage.change(['n'], ([n]) => {
        seen.push(n);
        return [
          ['n', `${n} and changed`],
          ['m', 'changed'],
        ];
      });
      await isReading;
      const writing = window.storage.write([['n', 'written']], true);
      await Promise.all([changing, writing]);
      return [seen, await window.snippet.read(window.storage, 'n', 'm')];
    }, method);
    expect(given).toEqual([['written'], ['written and changed', 'changed']]);
    expect(await lab.evaluate(() => window.said)).toEqual([]);
  });
}

test('a page’s last write does not wait behind many changes, and each of them happens once', async ({
  lab,
}) => {
  const given = await lab.evaluate(async () => {
    await window.storage.keys('');
    const changes = Array.from({ length: 30 }, () =>
      window.storage.change(['n'], ([n = '0']) => [['n', String(Number(n) + 1)]]),
    );
    await Promise.resolve();
    const order: string[] = [];
    const writing = window.storage.write([['a', 'x']], true).then(() => void order.push('write'));
    await Promise.all([...changes.map((each) => each.then(() => order.push('change'))), writing]);
    return [order[0], order.length, await window.snippet.read(window.storage, 'n', 'a')];
  });
  expect(given).toEqual(['write', 31, ['30', 'x']]);
});

/** Sends from a transport that the page keeps, without waiting for the answer. */
const send = (page: Page, request: WireRequest, urgency: 'ordinary' | 'exit') =>
  page.evaluate(
    async ([request, urgency]) => {
      window.transport ??= window.snippet.browserTransport();
      const { survives, reply }: Sending = window.transport.send(request, urgency);
      const soon = await Promise.race([reply, Promise.resolve()]);
      return { survives, kind: soon?.kind };
    },
    [request, urgency] as const,
  );

test('an exit goes by beacon: plain text, and no header that a beacon has not', async ({
  lab,
  echo,
}) => {
  for (const body of TEXTS.slice(0, -1)) {
    const url = `/answer?status=503`;
    expect(await send(lab, { url, body, type: 'text' }, 'exit')).toEqual({
      survives: true,
      kind: 'handed-off',
    });
  }
  await lab.evaluate(() => navigator.sendBeacon('/answer', 'plain'));
  const arrivals = await echo.arrived(TEXTS.length);
  const plain = Object.keys(arrivals.find(({ path, body }) => path && body === 'plain')!.headers);
  for (const { headers } of arrivals) {
    expect(headers['content-type']).toBe('text/plain;charset=UTF-8');
    expect(headers['sec-fetch-mode']).toBe('no-cors');
    expect(Object.keys(headers)).toEqual(plain);
  }
});

test('an exit with a header that no beacon can carry goes by fetch to the own origin', async ({
  lab,
  echo,
}) => {
  const request = { url: '/answer', body: '{}', type: 'json', authorization: 't' } as const;
  expect(await send(lab, request, 'exit')).toEqual({ survives: true, kind: undefined });
  const [{ headers }] = (await echo.arrived(1)) as [Arrival];
  expect(headers).toMatchObject({ authorization: 't', 'content-type': 'application/json' });
});

for (const urgency of ['ordinary', 'exit'] as const) {
  test(`a form arrives as a form, urgency ${urgency}`, async ({ lab, echo }) => {
    const fields = { data: '[{"v":"a b+c&d=e%20"},"汉字👩‍🚀"]', ts: '1', __md5: "~!'()*" };
    const body = Object.entries(fields)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
    await send(lab, { url: '/answer', body, type: 'form' }, urgency);
    const [arrival] = (await echo.arrived(1)) as [Arrival];
    expect(arrival.headers['content-type']).toBe('application/x-www-form-urlencoded;charset=UTF-8');
    expect(Object.fromEntries(new URLSearchParams(arrival.body))).toEqual(fields);
  });

  test(`a request that is all query has no body and no content type, urgency ${urgency}`, async ({
    lab,
    echo,
  }) => {
    await send(lab, { url: '/answer?data=1' }, urgency);
    const [{ headers, body }] = (await echo.arrived(1)) as [Arrival];
    expect([headers['content-type'], headers['content-length'], body]).toEqual([
      undefined,
      '0',
      '',
    ]);
  });
}

/** In bytes; three of them fit into what a page may have in flight, four do not. */
const SIXTEEN_K = 16 * 1024;

test('what is over the keepalive budget does not survive the page, until there is room again', async ({
  lab,
  echo,
}) => {
  const sixteen = { url: '/hang', body: 'x'.repeat(SIXTEEN_K), type: 'text' } as const;
  const survived: boolean[] = [];
  for (let i = 0; i < 4; i++) survived.push((await send(lab, sixteen, 'ordinary')).survives);
  expect(survived).toEqual([true, true, true, false]);
  // At the exit there is no room either, and what cannot survive is not sent at all.
  expect(await send(lab, sixteen, 'exit')).toEqual({ survives: false, kind: 'no-response' });
  const small = { url: '/answer', body: 'small', type: 'text' } as const;
  expect(await send(lab, small, 'exit')).toMatchObject({ survives: true });
  await echo.arrived(5);

  echo.answerHanging();
  await expect.poll(async () => (await send(lab, sixteen, 'exit')).survives).toBe(true);
});

test('the tenth request in flight does not survive the page', async ({ lab }) => {
  const survived: boolean[] = [];
  for (let i = 0; i < 10; i++) {
    const request = { url: '/hang', body: `${i}`, type: 'text' } as const;
    survived.push((await send(lab, request, 'ordinary')).survives);
  }
  expect(survived).toEqual([...Array<boolean>(9).fill(true), false]);
});

test('the budget is counted in bytes, not in characters', async ({ lab }) => {
  const { survives } = await send(
    lab,
    { url: '/hang', body: '汉'.repeat(SIXTEEN_K / 3 + 1), type: 'text' },
    'ordinary',
  );
  expect(survives).toBe(false);
});
