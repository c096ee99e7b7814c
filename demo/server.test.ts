import { expect } from 'playwright/test';
import { payloads, post, test } from './testing';

test.describe('the server', () => {
  test('has the vendors on both origins, with CORS on theirs unless it is turned off', async ({
    server,
  }) => {
    const path = '/upbot/api/ReportBehaviorData';
    const headers = {
      'content-type': 'application/json',
      authorization: server.receiver.issue('behavior'),
      origin: 'http://page.test',
    };
    const send = (base: string) => post(base + path, JSON.stringify(payloads.behavior()), headers);
    const preflight = () =>
      fetch(server.vendorUrl + path, {
        method: 'OPTIONS',
        headers: { origin: 'http://page.test' },
      });
    expect(await (await send(server.url)).json()).toEqual({ ret: 0, msg: '' });
    expect((await send(server.vendorUrl)).headers.get('access-control-allow-origin')).toBe(
      'http://page.test',
    );
    const allowed = await preflight();
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-headers')).toContain(
      'authorization, content-type',
    );
    server.receiver.cors = false;
    expect((await preflight()).status).toBe(405);
    expect((await send(server.vendorUrl)).headers.get('access-control-allow-origin')).toBeNull();
    const noSlash = await post(`${server.url}/statistic/push_data`, '');
    expect(noSlash.status).toBe(404);
    expect(server.receiver.tally().pushData.refused).toEqual({
      'path: not /statistic/push_data/': 1,
    });
  });
});
