import { expect, test } from 'playwright/test';
import { createHost, type HostAnswer, type HostOptions } from '../testing';

const REQUEST = `heard = [];
  ask = (more) => wx.request(Object.assign({
    url: 'https://a.example/x',
    success: ({ statusCode, data }) => heard.push(statusCode + ' ' + (typeof data === 'string' ? data : JSON.stringify(data))),
    fail: ({ errMsg, errno }) => heard.push(errMsg + ' ' + errno),
  }, more))`;

/** An app that asks, and what it has heard. */
function setUp(options: HostOptions = {}) {
  const host = createHost('wx', options);
  host.run(REQUEST);
  return {
    ...host,
    ask: (more = '{}') => host.run(`ask(${more})`),
    heard: () => host.run('heard'),
  };
}

test('success comes for any status', async () => {
  const statuses = [200, 204, 404, 500];
  const { ask, heard, clock, requests } = setUp({ respond: () => ({ status: statuses.shift()! }) });
  for (let i = 0; i < 4; i++) ask();
  expect(requests[0]).toMatchObject({ outcome: 'in flight', isReceived: false });
  await clock.advance(40);
  expect(heard()).toEqual(['200 ', '204 ', '404 ', '500 ']);
  expect(requests.map(({ outcome, status }) => `${outcome} ${status}`)).toContain('answered 404');
});

test('an answer is parsed as JSON, unless it is none or text was asked for', async () => {
  const { ask, heard, run, clock } = setUp({ respond: () => ({ body: { ret: 0 } }) });
  ask();
  ask('{ dataType: "text" }');
  ask(
    '{ responseType: "arraybuffer", success: ({ data }) => heard.push(data instanceof ArrayBuffer && data.byteLength) }',
  );
  await clock.advance(50);
  expect(heard()).toEqual(['200 {"ret":0}', '200 {"ret":0}', 9]);
  expect(run('typeof heard')).toBe('object');
});

test('text goes over the wire as it is, an object as its method and type want it', async () => {
  const { ask, requests } = setUp();
  ask('{ method: "POST", data: "a b", header: { "Content-Type": "text/plain", Referer: "mine" } }');
  ask('{ method: "POST", data: { a: 1 } }');
  ask(
    '{ method: "POST", data: { a: "b c" }, header: { "content-type": "application/x-www-form-urlencoded" } }',
  );
  ask('{ data: { a: 1, b: "&" } }');
  expect(requests.map(({ body }) => body)).toEqual(['a b', '{"a":1}', 'a=b%20c', '']);
  expect(requests.map(({ url }) => url).pop()).toBe('https://a.example/x?a=1&b=%26');
  expect(requests[0]!.header).toMatchObject({
    'content-type': 'text/plain',
    referer: /servicewechat/,
  });
});

test('only https goes out, and only to listed domains where there is a list', async () => {
  const { ask, heard, clock, requests } = setUp({ domains: ['a.example'] });
  ask();
  ask('{ url: "http://a.example/x" }');
  ask('{ url: "https://a.example:8443/x" }');
  ask('{ url: "https://b.example/x" }');
  ask('{ url: "no url" }');
  await clock.advance(50);
  const refusal = 'request:fail url not in domain list 600002';
  expect(heard()).toEqual([refusal, refusal, refusal, 'request:fail invalid url 600009', '200 ']);
  expect(requests.map(({ outcome }) => outcome)).toEqual([
    'answered',
    ...Array<string>(4).fill('refused'),
  ]);
});

test('ten go out at once, and the others wait for their turn', async () => {
  const { ask, heard, clock, requests } = setUp({ respond: () => ({ delay: 1000 }) });
  for (let i = 0; i < 12; i++) ask();
  await clock.advance(999);
  expect(requests.filter(({ isReceived }) => isReceived)).toHaveLength(10);
  expect(requests[11]!.outcome).toBe('waiting');
  await clock.advance(1);
  expect(heard()).toHaveLength(10);
  await clock.advance(1000);
  expect(heard()).toHaveLength(12);
});

test('a server can be slow, silent, unreachable, or answer later than the app waits', async () => {
  const answers: HostAnswer[] = ['fail', 'timeout', 'hang', { delay: 61_000 }, { delay: 5_000 }];
  const { ask, heard, clock, requests } = setUp({ respond: () => answers.shift()! });
  ask();
  ask('{ timeout: 2000 }');
  ask();
  ask();
  ask();
  await clock.advance(100);
  expect(heard()).toEqual(['request:fail net::ERR_CONNECTION_RESET 600001']);
  await clock.advance(2000);
  expect(heard()).toHaveLength(2);
  await clock.advance(300_000);
  expect((heard() as unknown[]).slice(1)).toEqual([
    'request:fail timeout 5',
    '200 ',
    'request:fail timeout 5',
  ]);
  expect(requests[2]!.outcome).toBe('in flight');
});

test('a request can be aborted, and hears of it', async () => {
  const { run, heard, clock, requests } = setUp();
  run('ask().abort(); const task = ask()');
  await clock.advance(10);
  run('task.abort(); task.abort()');
  await clock.advance(100);
  expect(heard()).toEqual(['request:fail abort 600000', 'request:fail abort 600000']);
  expect(requests.map(({ outcome }) => outcome)).toEqual(['aborted', 'aborted']);
});

test('without a network requests fail, and what is under way breaks; the app is told', async () => {
  const { run, ask, heard, clock, setOnline, requests } = setUp();
  run(
    'wx.onNetworkStatusChange(({ isConnected, networkType }) => heard.push(isConnected + " " + networkType))',
  );
  ask();
  await clock.advance(30);
  setOnline(false);
  ask();
  await clock.advance(10);
  expect(heard()).toEqual([
    'request:fail net::ERR_CONNECTION_RESET 600001',
    'false none',
    'request:fail net::ERR_INTERNET_DISCONNECTED 600001',
  ]);
  expect(requests.map(({ isReceived }) => isReceived)).toEqual([true, false]);
  setOnline(true);
  run('wx.getNetworkType({ success: ({ networkType }) => heard.push(networkType) })');
  await clock.advance(10);
  expect((heard() as unknown[]).slice(3)).toEqual(['true wifi', 'wifi']);
});

test('the server may answer when it likes', async () => {
  let answer = (_answer: HostAnswer): void => {};
  const { ask, heard, clock } = setUp({
    respond: () => new Promise((resolve) => (answer = resolve)),
  });
  ask();
  await clock.advance(1000);
  expect(heard()).toEqual([]);
  answer({ status: 201, body: 'late' });
  await clock.advance(0);
  await clock.advance(0);
  expect(heard()).toEqual(['201 late']);
});
