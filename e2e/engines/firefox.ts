import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bodyOf, type Driver } from './driver';
import { freePort } from '../freePort';
import { untilUp } from './untilUp';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Messages of Marionette, the protocol under geckodriver: each its length, a colon, and JSON. */
function talk(socket: Socket) {
  let heard = Buffer.alloc(0);
  let last = 0;
  const waiting = new Map<number, Waiting>();
  socket.on('data', (data: Buffer) => {
    heard = Buffer.concat([heard, data]);
    for (;;) {
      const colon = heard.indexOf(':');
      const end = colon + 1 + Number(heard.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || heard.length < end) return;
      const message = JSON.parse(heard.subarray(colon + 1, end).toString()) as unknown;
      heard = heard.subarray(end);
      if (!Array.isArray(message)) continue; // it presents itself
      const [, id, error, value] = message as [
        number,
        number,
        { error: string; message: string } | null,
        unknown,
      ];
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.reject(new Error(`${error.error}: ${error.message}`));
      else asked?.resolve(value);
    }
  });
  return <T>(name: string, params: object = {}): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.set((last += 1), { resolve: resolve, reject });
      const text = JSON.stringify([0, last, name, params]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

const reach = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });

export async function launchFirefox(binary: string, isPrivate: boolean): Promise<Driver> {
  const port = await freePort();
  const profile = mkdtempSync(join(tmpdir(), 'tracelet-'));
  const prefs = {
    'marionette.port': port,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'browser.privatebrowsing.autostart': isPrivate,
  };
  const lines = Object.entries(prefs).map(([name, value]) => `user_pref("${name}", ${value});`);
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const args = ['--marionette', '--headless', '--no-remote', '--profile', profile, 'about:blank'];
  const browser = spawn(binary, args, { stdio: 'ignore' });
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  const socket = await untilUp(() => reach(port));
  const call = talk(socket);
  const { capabilities } = await call<{ capabilities: { browserVersion: string } }>(
    'WebDriver:NewSession',
  );
  const use = (handle: string) => call<void>('WebDriver:SwitchToWindow', { handle });
  return {
    version: `Firefox ${capabilities.browserVersion}`,
    goto: (url) => call('WebDriver:Navigate', { url }),
    run: async (fn, ...args) =>
      (await call<{ value: never }>('WebDriver:ExecuteScript', { script: bodyOf(fn), args })).value,
    back: () => call('WebDriver:Back'),
    async open() {
      const { handle } = await call<{ handle: string }>('WebDriver:NewWindow', { type: 'tab' });
      await use(handle);
      return handle;
    },
    use,
    tab: async () => (await call<{ value: string }>('WebDriver:GetWindowHandle')).value,
    close: () => call('WebDriver:CloseWindow'),
    async quit() {
      await call('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
      socket.destroy();
      browser.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
