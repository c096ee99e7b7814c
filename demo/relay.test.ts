import { expect } from 'playwright/test';
import { element, payloads, post, push, pushParams, test } from './testing';

test.describe('the server', () => {
  test('relays JSON sent as plain text, with the token and the content type it lacks', async ({
    server,
  }) => {
    for (const [path, name] of [
      ['media', 'mediaEvent'],
      ['behavior', 'behavior'],
      ['oper', 'oper'],
    ] as const) {
      const body = JSON.stringify(payloads[name]());
      const answer = await post(`${server.url}/relay/${path}`, body, {
        'content-type': 'text/plain;charset=UTF-8',
      });
      expect(await answer.json()).toMatchObject({ ret: 0 });
      const [request] = server.receiver.requests(name);
      expect(request?.headers).toMatchObject({
        authorization: server.receiver.issue(name),
        'content-type': 'application/json',
      });
      expect(request?.relayed?.headers['authorization']).toBeUndefined();
      expect(request?.bodyBytes?.equals(Buffer.from(body))).toBe(true);
    }
    const answer = await post(`${server.url}/relay/mta`, JSON.stringify(payloads.mta()));
    expect(await answer.json()).toEqual({ ret: 0, msg: '' });
  });

  test('relays the query and the form of pushData byte for byte', async ({ server }) => {
    const { query } = push(pushParams(element({ v: '栏目 & +' })));
    const inQuery = await fetch(`${server.url}/relay/push?${query}`, { method: 'POST' });
    expect([inQuery.status, await inQuery.text()]).toEqual([200, '']);
    const inBody = await fetch(`${server.url}/relay/push`, {
      method: 'POST',
      body: query,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([inBody.status, await inBody.text()]).toEqual([200, '']);
    const [first, second] = server.receiver.requests('pushData');
    expect(first?.query).toBe(query);
    expect(second?.body).toBe(query);
  });

  test('refuses a secret that the page brings to the relay', async ({ server }) => {
    for (const path of ['mta', 'push', 'media', 'behavior', 'oper']) {
      const answer = await post(`${server.url}/relay/${path}`, '', { authorization: 'secret' });
      expect(answer.status).toBe(400);
    }
    const { behavior } = server.receiver.tally();
    expect(Object.keys(behavior.refused)).toEqual([expect.stringContaining('authorization')]);
  });

  test('relays a refusal with its status and Retry-After', async ({ server }) => {
    server.receiver.fail('behavior', { status: 503, retryAfter: 3, body: 'busy' });
    const answer = await post(`${server.url}/relay/behavior`, JSON.stringify(payloads.behavior()));
    expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([
      503,
      '3',
      'busy',
    ]);
  });
});
