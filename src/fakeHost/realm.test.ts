import { expect, test } from 'playwright/test';
import { createHost } from '../testing';

const ORDER = `
  const order = [];
  setTimeout(() => order.push(6), 0);
  order.push(1);
  const promise = new Promise((resolve) => { order.push(2); resolve(); });
  order.push(3);
  promise.then(() => order.push(5));
  order.push(4);
  setTimeout(() => order.push(7), 0);
  order`;

test('time stands still until it is moved, for Date and for timers', async () => {
  const { run, clock } = createHost('wx', { start: 1_000_000 });
  run(
    `fired = []; setTimeout(() => fired.push(Date.now()), 30); setTimeout(() => fired.push(+new Date()), 10)`,
  );
  expect(run('Date.now()')).toBe(1_000_000);
  await clock.advance(29);
  expect(run('fired')).toEqual([1_000_010]);
  await clock.advance(1);
  expect(run('fired')).toEqual([1_000_010, 1_000_030]);
  expect(run('new Date(5).getTime() + Date.UTC(1970, 0, 1, 0, 0, 1)')).toBe(1_005);
  expect(run('new Date() instanceof Date && new Date().constructor === Date')).toBe(true);
});

test('the user sets the wall clock, and no timer hurries', async () => {
  const { run, clock } = createHost('wx', { start: 0 });
  run(`fired = 0; setTimeout(() => fired++, 1000)`);
  clock.jump(3_600_000);
  expect(run('Date.now()')).toBe(3_600_000);
  await clock.advance(999);
  expect(run('fired')).toBe(0);
  clock.jump(-3_600_000);
  await clock.advance(1);
  expect(run('fired')).toBe(1);
});

test('an interval goes on until it is cleared, also from within', async () => {
  const { run, clock } = createHost('wx');
  run(
    `ticks = 0; const timer = setInterval((by) => { ticks += by; if (ticks === 6) clearInterval(timer); }, 100, 2)`,
  );
  await clock.advance(1000);
  expect(run('ticks')).toBe(6);
});

test('there is no code from strings, and nothing of a browser or of Node', () => {
  const { run, global } = createHost('wx');
  expect(() => run('eval("1")')).toThrow(/Code generation/);
  expect(() => run('new Function("return this")')).toThrow(/Code generation/);
  const names =
    'window document URL URLSearchParams TextEncoder crypto Blob fetch XMLHttpRequest queueMicrotask performance navigator atob structuredClone localStorage process Buffer setImmediate WebAssembly';
  expect(names.split(' ').filter((name) => run(`typeof ${name}`) !== 'undefined')).toEqual([]);
  expect(run('globalThis')).toBe(global);
});

test('promises are microtasks, or macrotasks as on old iOS', async () => {
  const modern = createHost('wx');
  const now = modern.run(ORDER);
  await modern.clock.advance(10);
  expect(now).toEqual([1, 2, 3, 4, 5, 6, 7]);

  const old = createHost('wx', { realm: { promises: 'macrotask' } });
  const then = old.run(ORDER);
  await old.clock.advance(10);
  expect(then).toEqual([1, 2, 3, 4, 6, 5, 7]);
});

test('the macrotask promise adopts, chains, catches and collects', async () => {
  const { run, clock, errors } = createHost('wx', { realm: { promises: 'macrotask' } });
  run(`heard = [];
    Promise.resolve(1).then((one) => Promise.resolve(one + 1)).then((two) => { throw two })
      .catch((two) => heard.push(two)).finally(() => heard.push('finally'));
    Promise.all([1, Promise.resolve(2)]).then((both) => heard.push(both.join()));
    Promise.race([new Promise(() => {}), Promise.resolve('first')]).then((one) => heard.push(one));
    Promise.allSettled([Promise.reject(1)]).then(([one]) => heard.push(one.status));
    (async () => heard.push(await Promise.resolve('awaited')))();`);
  await clock.advance(100);
  expect((run('heard') as unknown[]).map(String).sort()).toEqual(
    ['1,2', '2', 'awaited', 'finally', 'first', 'rejected'].sort(),
  );
  expect(errors).toEqual([]);
});

test('a realm can lack globalThis', () => {
  const { run } = createHost('wx-game', { realm: { globalThis: false } });
  expect(run('typeof globalThis')).toBe('undefined');
  expect(run('typeof GameGlobal.wx.request')).toBe('function');
});

test('errors and rejections that nobody catches are collected, and the app is told', async () => {
  const { run, clock, errors, launch } = createHost('wx');
  run(`told = [];
    wx.onError((message) => told.push(message.split('\\n')[0]));
    wx.onUnhandledRejection(({ reason }) => told.push(reason));
    App({ onError: (message) => told.push('app: ' + message.split('\\n')[0]), onLaunch() { throw new Error('launch') } })`);
  launch();
  run(
    `setTimeout(() => { throw new Error('timer') }, 1); Promise.reject('nobody'); Promise.reject('somebody').catch(() => {})`,
  );
  await clock.advance(10);
  expect(errors.map(({ kind, reason }) => `${kind} ${String(reason)}`)).toEqual([
    'error Error: launch',
    'rejection nobody',
    'error Error: timer',
  ]);
  expect(run('told')).toEqual(
    expect.arrayContaining(['Error: launch', 'app: Error: launch', 'nobody', 'Error: timer']),
  );
});

test('what the app writes to its console is kept', () => {
  const { run, logs } = createHost('wx');
  run('console.warn("much", 1); console.log("little")');
  expect(logs).toEqual(['warn: much 1', 'log: little']);
});

test('what fails while an error is told does not go round in circles', () => {
  const { run, launch, errors } = createHost('wx');
  run(`App({ onLaunch() { throw new Error('first') }, onError() { throw new Error('second') } });
    wx.onError(() => { throw new Error('third') })`);
  launch();
  expect(errors.map(({ reason }) => String(reason))).toEqual([
    'Error: first',
    'Error: third',
    'Error: second',
  ]);
});
