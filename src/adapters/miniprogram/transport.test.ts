import { expect, test } from 'playwright/test';
import type { WireRequest } from '../../core/ports';
import { memoryClock } from '../memory/clock';
import { wxTransport } from './transport';
import type { WxLike } from './wxLike';

type Asked = Parameters<WxLike['request']>[0] & { aborted: boolean };

/** A host's `request` whose calls are answered by hand. */
function createHost(request?: WxLike['request']) {
  const asked: Asked[] = [];
  const warnings: string[] = [];
  const clock = memoryClock();
  let interruptions = 0;
  const take: WxLike['request'] = (options) => {
    const call = { ...options, aborted: false };
    asked.push(call);
    return { abort: () => void (call.aborted = true) };
  };
  const host = { request: request ?? take };
  const open = () => {
    const transport = wxTransport(
      host,
      clock,
      (message) => void warnings.push(message),
      () => interruptions++,
    );
    return (more: Partial<WireRequest> = {}) =>
      transport.send({ url: 'https://a.example/x?y', body: '[]', ...more }, 'ordinary');
  };
  return { asked, warnings, clock, open, send: open(), interruptions: () => interruptions };
}

const OK = { statusCode: 200, data: '', header: {} };

test('a request goes out as text, with its headers', async () => {
  const { asked, send } = createHost();
  void send({ type: 'form', body: 'a=b', authorization: 'Bearer t' });
  expect(asked).toMatchObject([
    {
      url: 'https://a.example/x?y',
      method: 'POST',
      data: 'a=b',
      dataType: 'text',
      header: {
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        Authorization: 'Bearer t',
      },
    },
  ]);
});

test('a request whose parameters are all in its address has no body, and no type of one', () => {
  const { asked, send } = createHost();
  void send({ body: undefined });
  expect(asked[0]).not.toHaveProperty('data');
  expect(asked[0]?.header).toEqual({});
});

for (const statusCode of [200, 204, 401, 413, 429, 500, 503]) {
  test(`the status decides: ${statusCode} is an answer`, async () => {
    const { asked, send } = createHost();
    const { reply } = send();
    asked[0]?.success({ statusCode, data: 'text', header: { 'Retry-After': '7' } });
    expect(await reply).toEqual({
      kind: 'response',
      status: statusCode,
      body: 'text',
      retryAfter: '7',
    });
  });
}

test('what a host has parsed against its orders is text again, and headers may be missing', async () => {
  const { asked, send } = createHost();
  const { reply } = send();
  asked[0]?.success({ statusCode: 200, data: { ret: 0 } } as never);
  expect(await reply).toMatchObject({ status: 200, body: '{"ret":0}' });
});

test('two requests are under way at once, and the others follow in their order', async () => {
  const { asked, send } = createHost();
  const sent = ['1', '2', '3', '4'].map((body) => send({ body }));
  expect(asked.map(({ data }) => data)).toEqual(['1', '2']);
  asked[1]?.success(OK);
  await sent[1]?.reply;
  expect(asked.map(({ data }) => data)).toEqual(['1', '2', '3']);
  asked[0]?.fail({ errMsg: 'request:fail timeout' });
  expect(await sent[0]?.reply).toEqual({ kind: 'no-response', why: 'request:fail timeout' });
  expect(asked.map(({ data }) => data)).toEqual(['1', '2', '3', '4']);
});

test('a request has its twenty seconds from when it begins, and then makes room, though the host says nothing', async () => {
  const { asked, send, clock } = createHost();
  const [first, second, third] = ['1', '2', '3'].map((body) => send({ body }));
  await clock.advance(19_999);
  asked[1]?.success(OK);
  expect(await second?.reply).toMatchObject({ status: 200 });
  expect(asked.map(({ data }) => data)).toEqual(['1', '2', '3']);
  await clock.advance(1);
  expect(await first?.reply).toEqual({ kind: 'no-response', why: 'timeout' });
  expect(asked.map(({ aborted }) => aborted)).toEqual([true, false, false]);
  // Who waits for it has waited for twenty seconds, too, and the server has had it for none.
  third?.abort();
  await clock.advance(19_998);
  expect(asked[2]?.aborted).toBe(false);
  asked[2]?.success(OK);
  expect(await third?.reply).toMatchObject({ status: 200 });
  // What the host says late makes no more room than there is.
  asked[0]?.fail({ errMsg: 'request:fail abort' });
  ['4', '5', '6'].forEach((body) => void send({ body }));
  expect(asked.map(({ data }) => data)).toEqual(['1', '2', '3', '4', '5']);
});

test('all trackers of an app have two requests together', () => {
  const { asked, open } = createHost();
  const [one, other] = [open(), open()];
  void one();
  void one();
  void other({ body: 'other' });
  expect(asked).toHaveLength(2);
  asked[0]?.success(OK);
  expect(asked.map(({ data }) => data)).toEqual(['[]', '[]', 'other']);
});

test('what is aborted before its turn is never sent', async () => {
  const { asked, send } = createHost();
  const sent = ['1', '2', '3', '4'].map((body) => send({ body }));
  sent[2]?.abort();
  expect(await sent[2]?.reply).toMatchObject({ kind: 'no-response' });
  expect(asked).toHaveLength(2);
  asked[0]?.success(OK);
  expect(asked.map(({ data }) => data)).toEqual(['1', '2', '4']);
});

test('a host that calls both back, or more than once, is heard once', async () => {
  const { asked, send } = createHost();
  const sent = ['1', '2', '3', '4'].map((body) => send({ body }));
  asked[0]?.success(OK);
  asked[0]?.fail({ errMsg: 'late' });
  asked[0]?.success(OK);
  expect(await sent[0]?.reply).toMatchObject({ kind: 'response' });
  expect(asked).toHaveLength(3);
});

test('a host that throws, answers nothing or cannot abort does no harm', async () => {
  const broken = createHost(() => {
    throw new Error('no');
  });
  for (let i = 0; i < 3; i++) {
    expect(await broken.send().reply).toEqual({ kind: 'no-response', why: 'no' });
  }
  const silent = createHost(() => undefined);
  const sending = silent.send();
  await silent.clock.advance(20_000);
  expect(await sending.reply).toMatchObject({ kind: 'no-response' });
  const stubborn = createHost(() => ({
    abort() {
      throw new Error('no');
    },
  }));
  const other = stubborn.send();
  await stubborn.clock.advance(20_000);
  expect(await other.reply).toMatchObject({ kind: 'no-response' });
});

test('a host that promises beside its callbacks leaves no rejection behind', async () => {
  const floating: unknown[] = [];
  const note = (reason: unknown) => void floating.push(reason);
  process.on('unhandledRejection', note);
  const { send } = createHost(({ fail }) => {
    fail({ errMsg: 'request:fail' });
    return Promise.reject(new Error('request:fail')) as never;
  });
  expect(await send().reply).toEqual({ kind: 'no-response', why: 'request:fail' });
  await new Promise(setImmediate);
  process.removeListener('unhandledRejection', note);
  expect(floating).toEqual([]);
});

test('an interrupted request is told of', async () => {
  const { asked, send, interruptions } = createHost();
  void send();
  void send();
  asked[0]?.fail({ errMsg: 'request:fail timeout' });
  expect(interruptions()).toBe(0);
  asked[1]?.fail({ errMsg: 'request:fail interrupted', errno: 600003 });
  expect(interruptions()).toBe(1);
});

test('a domain that is not listed is named once, with the remedy', async () => {
  const { asked, send, warnings } = createHost();
  const refuse = async (url: string, error: object): Promise<void> => {
    const { reply } = send({ url });
    asked[asked.length - 1]?.fail(error);
    await reply;
  };
  await refuse('https://a.example/x', { errMsg: 'request:fail url not in domain list' });
  await refuse('https://a.example/y', { errMsg: 'request:fail url not in domain list' });
  await refuse('http://b.example:81/y', { errno: 600002 });
  await refuse('https://c.example/y', { errMsg: 'request:fail timeout' });
  expect(warnings).toEqual([
    expect.stringContaining('https://a.example is refused'),
    expect.stringContaining('http://b.example:81 is refused'),
  ]);
  expect(warnings[0]).toContain('request合法域名');
});
