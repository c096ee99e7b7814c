// Draws docs/demo.webp, the moving picture of the README: the demo itself, while somebody plays and the server is hurt.
// `npm run picture` makes it anew. It is drawn in real time, so two runs differ by a frame here and there.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright';
import { startServer } from '../../demo/server.mjs';
import { chromiumArgs, findHeadless } from '../browser.mjs';

const FRAMES_PER_SECOND = 12;
/** How long the last frame stays before it begins anew, in seconds. */
const LAST = 2;
const picture = fileURLToPath(new URL('../../docs/demo.webp', import.meta.url));

/** What somebody does, slowly enough to be followed. */
async function play(page) {
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  const agree = () => page.locator('#agreement').filter({ hasText: 'They agree' }).waitFor();
  await pause(1000);
  await page.getByTestId('game-1-12').click();
  await page.locator('#game-status').filter({ hasNotText: 'Loading' }).waitFor();
  await pause(1000);
  await press('Send now');
  await agree();
  await pause(2500);
  // The user plays on and leaves while the server is down.
  await press('503');
  await page.locator('#troubles[data-armed="503"]').waitFor();
  for (const card of [0, 5]) {
    await page.locator('.board button').nth(card).click();
    await pause(400);
  }
  await page.locator('#button-close').click();
  await pause(1000);
  await press('Send now');
  await page.locator('[data-place=buffer] .ring').first().waitFor();
  await pause(2000);
  await press('All is well');
  await agree();
  const answers = page.locator('[data-place=response] [data-testid=tray]');
  await answers.filter({ hasText: '200 · accepted' }).nth(3).waitFor();
  await pause(500);
}

const server = await startServer();
const executablePath = findHeadless();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: chromiumArgs,
});
const frames = [];
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 660 } });
  await page.goto(server.url);
  await page.getByTestId('game-1-12').waitFor();
  const cdp = await page.context().newCDPSession(page);
  cdp.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ data: Buffer.from(data, 'base64'), at: metadata.timestamp });
    void cdp.send('Page.screencastFrameAck', { sessionId });
  });
  await cdp.send('Page.startScreencast', { format: 'png' });
  await play(page);
  await cdp.send('Page.stopScreencast');
} finally {
  await browser.close();
  await server.close();
}

const folder = mkdtempSync(join(tmpdir(), 'picture-'));
const list = frames.flatMap(({ data, at }, i) => {
  const file = join(folder, `${i}.png`);
  writeFileSync(file, data);
  const next = frames[i + 1]?.at ?? at + LAST;
  return [`file '${file}'`, `duration ${(next - at).toFixed(3)}`];
});
writeFileSync(join(folder, 'list.txt'), `${list.join('\n')}\n`);
const { status } = spawnSync(
  'ffmpeg',
  [
    ...['-v', 'error', '-y', '-f', 'concat', '-safe', '0', '-i', join(folder, 'list.txt')],
    ...[
      '-vf',
      `fps=${FRAMES_PER_SECOND}`,
      '-c:v',
      'libwebp_anim',
      '-q:v',
      '60',
      '-loop',
      '0',
      picture,
    ],
  ],
  { stdio: 'inherit' },
);
rmSync(folder, { recursive: true });
if (status !== 0) process.exit(1);
console.log(
  `${frames.length} frames, ${Math.round(statSync(picture).size / 1024)} KiB: docs/demo.webp`,
);
