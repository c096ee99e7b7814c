import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures';

const START = fileURLToPath(new URL('../../demo/relay/start.mjs', import.meta.url));

test('npm run demo:relay: the demo over https, whose events reach the vendors', async ({
  page,
}) => {
  const demo = spawn(process.execPath, [START], { env: { ...process.env, PORT: '0' } });
  let said = '';
  demo.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const line = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(said)?.[0];
      if (found) return found;
      await once(demo.stdout, 'data');
    }
  };
  const url = await line(/https:\S+/);
  const dir = await line(/\/\S*tracelet-relay-\w+/);
  await page.goto(url);
  await page.locator('#nav-group').click();
  await page.locator('#nav-lobby').click();
  const tally = () =>
    page.evaluate(async () => {
      const response = await fetch('/_local/tally');
      const { behavior, pushData } = (await response.json()) as Record<
        string,
        { received: number; refused: object }
      >;
      return [behavior, pushData].map((one) => one && [one.received > 0, one.refused]);
    });
  await expect.poll(tally).toEqual([
    [true, {}],
    [true, {}],
  ]);
  expect(await page.evaluate(() => location.protocol)).toBe('https:');
  demo.kill('SIGTERM');
  expect(await once(demo, 'exit')).toEqual([0, null]);
  expect(existsSync(dir)).toBe(false);
});
