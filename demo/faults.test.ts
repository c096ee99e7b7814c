import { expect, test } from 'playwright/test';
import { createReceiver } from './receiver.mjs';
import { change, payloads, REFUSED, requestFor } from './testing';

test.describe('a fault', () => {
  const body = JSON.stringify(payloads.behavior());
  const send = (receiver: ReturnType<typeof createReceiver>, text = body) =>
    receiver.handle('behavior', requestFor('behavior', text));

  test('strikes as often as it was told to, and then no more', () => {
    const receiver = createReceiver();
    receiver.fail('behavior', { status: 503, retryAfter: 7, times: 2 });
    const statuses = [send(receiver), send(receiver), send(receiver)].map(({ status }) => status);
    expect(statuses).toEqual([503, 503, 200]);
    expect(receiver.requests('behavior')[0]?.answer.headers['retry-after']).toBe('7');
    expect(receiver.tally().behavior).toMatchObject({ requests: 3, received: 1, faulted: 2 });
    expect(receiver.tally().behavior.refused).toEqual({});
  });

  test('gives Retry-After as an HTTP date where it is one', () => {
    const receiver = createReceiver();
    receiver.fail('behavior', { status: 429, retryAfter: new Date(0) });
    expect(send(receiver).headers['retry-after']).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
  });

  test('strikes the same share of requests in each run', () => {
    const run = () => {
      const receiver = createReceiver({ seed: 7 });
      receiver.fail('behavior', { status: 500, rate: 0.3 });
      return Array.from({ length: 100 }, () => send(receiver).status);
    };
    expect(run()).toEqual(run());
    const struck = run().filter((status) => status === 500).length;
    expect(struck).toBeGreaterThan(15);
    expect(struck).toBeLessThan(45);
  });

  test('finds a request too large, or a batch poisoned, and leaves the others alone', () => {
    const receiver = createReceiver();
    const small = Buffer.byteLength(body);
    receiver.fail('behavior', { tooLargeAbove: small });
    expect(send(receiver).status).toBe(200);
    expect(send(receiver, `${body} `).status).toBe(413);
    receiver.fail('behavior', { poison: '"page_id":13' });
    expect(send(receiver).body).toBe('{"ret":0,"msg":""}');
    const poisoned = JSON.stringify(change(payloads.behavior(), 'items.0.page_id', 13));
    expect(send(receiver, poisoned).body).toBe(REFUSED);
    receiver.fail('behavior', { poison: ({ record }) => record.page_id === 2 });
    expect(send(receiver).body).toBe(REFUSED);
    receiver.fail('behavior');
    expect(send(receiver).body).toBe('{"ret":0,"msg":""}');
  });

  test('answers as a captive portal does, or with a ret of its own', () => {
    const receiver = createReceiver();
    receiver.fail('behavior', { portal: true });
    expect(send(receiver)).toMatchObject({
      status: 200,
      body: expect.stringContaining('<!doctype'),
    });
    receiver.fail('behavior', { ret: 5 });
    expect(JSON.parse(send(receiver).body).ret).toBe(5);
    expect(receiver.received('behavior')).toEqual([]);
  });
});
