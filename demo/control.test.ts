import { expect } from 'playwright/test';
import { payloads, post, push, pushParams, SESSION, test } from './testing';
import type { Json } from './testing';

test.describe('the server', () => {
  test('is looked into and interfered with through its local calls', async ({ server }) => {
    const local = async (path: string) => (await fetch(`${server.url}/_local/${path}`)).json();
    const call = (path: string, body: Json) =>
      post(`${server.url}/_local/${path}`, JSON.stringify(body));
    const { value: before } = await local('issue?endpoint=pushData');
    expect(before).toBe(SESSION);
    await call('expire', { endpoint: 'pushData' });
    const { value: after } = await local('issue?endpoint=pushData');
    expect(after).not.toBe(before);
    const send = (session_key: string) =>
      fetch(`${server.url}/relay/push?${push({ ...pushParams(), session_key }).query}`, {
        method: 'POST',
      });
    expect((await send(before)).status).toBe(401);
    expect((await send(after)).status).toBe(200);
    expect(await local('received?endpoint=pushData')).toHaveLength(1);
    await call('fail', { endpoint: 'pushData', fault: { status: 500 } });
    await call('fail', { endpoint: 'mta', fault: { hang: true, times: 0 } });
    expect(await local('faults')).toEqual({ pushData: { status: 500 } });
    expect((await send(after)).status).toBe(500);
    await call('fail', { endpoint: 'pushData' });
    expect(await local('faults')).toEqual({});
    expect((await send(after)).status).toBe(200);
    expect((await local('tally')).pushData).toMatchObject({ requests: 4, received: 2, doubled: 1 });
    await call('reset', {});
    expect((await local('tally')).pushData).toMatchObject({ requests: 0, received: 0 });
    expect((await call('fail', { endpoint: 'nobody' })).status).toBe(400);
    expect((await call('expire', { endpoint: 'mta' })).status).toBe(404);
  });

  test('tells of each request as it is handled', async ({ server }) => {
    const events = await fetch(`${server.url}/_local/events`);
    await post(`${server.url}/relay/behavior`, JSON.stringify(payloads.behavior()));
    let text = '';
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    while (!text.includes('data: ')) text += (await reader.read()).value;
    const event = JSON.parse(text.slice(text.indexOf('data: ') + 6));
    expect(event).toMatchObject({
      endpoint: 'behavior',
      status: 200,
      body: '{"ret":0,"msg":""}',
      refused: [],
    });
    expect(event.accepted).toHaveLength(1);
    await reader.cancel();
  });
});
