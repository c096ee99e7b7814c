// Draws the moving picture of the README, docs/demo.webp, by day and by night, and one frame of it for readers who want
// no motion: the demo itself, while somebody plays. Two runs differ by a frame here and there: the disk has its own time.
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { startServer } from '../../demo/server.mjs';
import { chromiumArgs, findHeadless } from '../browser.mjs';
import { createCamera } from './createCamera.mjs';
import { play } from './play.mjs';
import { showPointer } from './showPointer.mjs';
import { writeWebp } from './writeWebp.mjs';

const NOW = Date.UTC(2026, 4, 5, 6, 7, 8);
const MINUTE = 60_000;
/** Hardly more than puts the panel beside the page: the picture is shown 830 px wide, and is to be read. */
const viewport = { width: 1120, height: 650 };

const executablePath = findHeadless();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: chromiumArgs,
  env: { ...process.env, FONTCONFIG_FILE: fileURLToPath(new URL('fonts.conf', import.meta.url)) },
});

/** @param {'light' | 'dark'} colorScheme */
async function film(colorScheme) {
  const server = await startServer();
  const page = await browser.newPage({
    viewport,
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  await page.addInitScript(showPointer);
  // The same board each time, and waits that are long enough to be seen.
  await page.addInitScript(() => void (Math.random = () => 0.9));
  await page.clock.install({ time: NOW });
  await page.goto('about:blank');
  await page.clock.pauseAt(NOW + MINUTE);
  await page.goto(server.url);
  await page.getByTestId('game-1-12').waitFor();
  const camera = await createCamera(page);
  const waiting = await play(page, camera);
  await page.close();
  await server.close();
  return { frames: camera.frames, waiting };
}

/**
 * @param {string} name
 * @param {readonly import('./createCamera.mjs').Frame[]} frames
 */
function write(name, frames) {
  const file = fileURLToPath(new URL(`../../docs/${name}`, import.meta.url));
  writeWebp(file, frames);
  const seconds = frames.reduce((sum, { duration }) => sum + duration, 0) / 1000;
  const size = Math.round(statSync(file).size / 1024);
  console.log(`docs/${name}: ${size} KiB, ${frames.length} frames in ${seconds} s`);
}

try {
  const light = await film('light');
  write('demo.webp', light.frames);
  write('demo-still.webp', [light.waiting]);
  write('demo-dark.webp', (await film('dark')).frames);
} finally {
  await browser.close();
}
