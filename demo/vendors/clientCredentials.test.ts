import { expect } from 'playwright/test';
import { payloads, post, test } from '../testing';

const GRANT = {
  grant_type: 'client_credentials',
  client_id: 'test-client-behavior',
  client_secret: 'test-client-secret',
};

test.describe('tokens', () => {
  test('a client gets a new one, and the last one holds beside it', async ({ server }) => {
    const ask = () =>
      fetch(`${server.vendorUrl}/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams(GRANT),
      });
    const report = async (authorization: string) => {
      const answer = await post(
        `${server.vendorUrl}/upbot/api/ReportBehaviorData`,
        JSON.stringify(payloads.behavior()),
        { authorization, 'content-type': 'application/json' },
      );
      return answer.status;
    };
    const first = server.receiver.issue('behavior');
    expect(await (await ask()).json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 7200,
    });
    const second = server.receiver.issue('behavior');
    expect(second).not.toBe(first);
    expect([await report(first), await report(second)]).toEqual([200, 200]);
    await ask();
    expect([await report(first), await report(second)]).toEqual([401, 200]);
    server.receiver.expire('behavior');
    expect(await report(second)).toBe(401);
  });

  for (const [what, change, status] of [
    ['another grant', { grant_type: 'password' }, 400],
    ['an unknown client', { client_id: 'test-client-mta' }, 401],
    ['a wrong secret', { client_secret: 'x' }, 401],
  ] as const) {
    test(`${what} gets none`, async ({ server }) => {
      const body = new URLSearchParams({ ...GRANT, ...change });
      const answer = await fetch(`${server.vendorUrl}/oauth2/token`, { method: 'POST', body });
      expect(answer.status).toBe(status);
      expect(await answer.json()).not.toHaveProperty('access_token');
    });
  }
});
