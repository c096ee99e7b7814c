import { expect } from 'playwright/test';
import { payloads, push, pushParams, test } from './testing';

test.describe('the server', () => {
  test('hangs, resets and is slow when it is told to', async ({ server }) => {
    const send = (signal: AbortSignal | null = null) =>
      fetch(`${server.url}/relay/behavior`, {
        method: 'POST',
        body: JSON.stringify(payloads.behavior()),
        signal,
      });
    const { receiver } = server;
    receiver.fail('behavior', { reset: 'before' });
    await expect(send()).rejects.toThrow();
    expect(receiver.received('behavior')).toHaveLength(0);
    receiver.fail('behavior', { reset: 'body' });
    const cut = await send();
    expect(cut.status).toBe(200);
    await expect(cut.text()).rejects.toThrow();
    expect(receiver.received('behavior')).toHaveLength(1);
    receiver.fail('behavior', { slow: 150 });
    const start = performance.now();
    expect((await send()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(140);
    receiver.fail('behavior', { hang: true });
    await expect(send(AbortSignal.timeout(200))).rejects.toThrow(/timeout/);
    expect(receiver.received('behavior')).toHaveLength(2);
    receiver.fail('behavior', { hang: 'body' });
    const half = await send(AbortSignal.timeout(500));
    expect(half.status).toBe(200);
    await expect(half.text()).rejects.toThrow(/timeout/);
    expect(receiver.received('behavior')).toHaveLength(3);
  });

  test('cuts off an empty body too', async ({ server }) => {
    server.receiver.fail('pushData', { reset: 'body' });
    const answer = await fetch(`${server.url}/relay/push?${push(pushParams()).query}`, {
      method: 'POST',
    });
    await expect(answer.text()).rejects.toThrow();
  });
});
