// Which Chromium the tests drive: $TRACELET_CHROMIUM, else Playwright's own download, else the system's.
// Where there is one, its headless shell draws no window: a test takes half of the time in it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright';

const systemChromium = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const SYSTEM_SHELL = '/usr/bin/chromium-headless-shell';

/** No sandbox: containers and root have none. The rest keeps it from calling home, where no network is. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--site-per-process', // the headless shell does not isolate sites by itself, as a user's browser does
];

/** On Linux a file is not enough: libraries may be missing, and Ubuntu's is a stub that asks for snap. */
function runs(path) {
  if (!existsSync(path)) return false;
  return process.platform !== 'linux' || spawnSync(path, ['--version']).status === 0;
}

/** The path of a Chromium that runs, or undefined. */
export function findChromium() {
  if (process.env.TRACELET_CHROMIUM) return process.env.TRACELET_CHROMIUM;
  return [chromium.executablePath(), ...systemChromium].find(runs);
}

/** The path of what a test's pages open in, or undefined: Playwright's own knows its shell itself. */
export function findHeadless() {
  const chosen = process.env.TRACELET_CHROMIUM;
  if (chosen) return chosen;
  if (runs(chromium.executablePath())) return undefined;
  return [SYSTEM_SHELL].find(runs) ?? findChromium();
}

/** Installs what is missing, or tells how, and ends the process. */
export function ensureChromium() {
  const chosen = process.env.TRACELET_CHROMIUM;
  if (chosen && !runs(chosen)) giveUp(`TRACELET_CHROMIUM is ${chosen}, and that does not run.`);
  if (!findChromium()) installChromium();
  // Debian's comes without: the tests run then too, for twice as long.
  if (findHeadless() === '/usr/bin/chromium' && hasApt() && !existsSync(SYSTEM_SHELL)) {
    attempt('apt-get', ...INSTALL, 'chromium-headless-shell');
  }
}

const INSTALL = ['install', '-y', '-qq', '--no-install-recommends'];

const attempt = (command, ...args) => spawnSync(command, args, { stdio: 'inherit' });

const hasApt = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

function installChromium() {
  console.log('No Chromium found: asking Playwright for one.');
  const cli = createRequire(import.meta.url)
    .resolve('playwright/package.json')
    .replace(/package\.json$/, 'cli.js');
  attempt(process.execPath, cli, 'install', 'chromium');
  if (findChromium()) return;

  if (hasApt()) {
    console.log('That did not do: asking apt-get.');
    attempt('apt-get', 'update', '-qq');
    if (existsSync(chromium.executablePath())) {
      attempt(process.execPath, cli, 'install-deps', 'chromium');
      if (findChromium()) return;
    }
    attempt('apt-get', ...INSTALL, 'chromium');
    if (findChromium()) return;
  }
  giveUp('The tests need Chromium, and found none that runs.');
}

/** @returns {never} */
function giveUp(reason) {
  console.error(
    `\n${reason}\nEither run \`npx playwright install --with-deps chromium\`, or install Chromium or Chrome\n` +
      'and set TRACELET_CHROMIUM to its path. The unit tests need none: npx playwright test -c e2e --project unit\n',
  );
  process.exit(1);
}
