import { spawn, type ChildProcess } from 'node:child_process';
import { bodyOf, type Driver } from './driver';
import { freePort } from '../freePort';
import { untilUp } from './untilUp';

/** What one port of WebKit is driven by: its own WebDriver, and the browser that this starts. */
export interface WebKitPort {
  readonly name: string;
  readonly driver: string;
  readonly options: string;
  readonly binary: string;
  readonly args: readonly string[];
  /** It draws on a display, which Xvfb stands in for. */
  readonly needsDisplay?: boolean;
}

const end = (process: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode) return resolve(undefined);
    process.once('exit', resolve);
    process.kill();
  });

/** A display of its own, on a number that is free. */
async function display(): Promise<{ name: string; close(): Promise<unknown> }> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject).once('exit', () => reject(new Error('Xvfb ended')));
    server.stdio[3]?.once('data', (data) => resolve(String(data).trim()));
  });
  return { name: `:${number}`, close: () => end(server) };
}

export async function launchWebKit(port: WebKitPort): Promise<Driver> {
  const screen = port.needsDisplay ? await display() : undefined;
  const at = await freePort();
  const env = { ...process.env, ...(screen && { DISPLAY: screen.name }) };
  const driver = spawn(port.driver, [`--port=${at}`], { stdio: 'ignore', env });
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const init = body ? { method, body: JSON.stringify(body) } : { method };
    const answer = await fetch(`http://127.0.0.1:${at}${path}`, init);
    const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
  await untilUp(() => call('GET', '/status'));
  const { sessionId, capabilities } = await call<{
    sessionId: string;
    capabilities: { browserVersion: string };
  }>('POST', '/session', {
    capabilities: {
      alwaysMatch: { [port.options]: { binary: port.binary, args: port.args } },
    },
  });
  const session = `/session/${sessionId}`;
  const post = <T>(path: string, body: object): Promise<T> => call('POST', session + path, body);
  const use = (handle: string): Promise<void> => post('/window', { handle });
  return {
    version: `${port.name} ${capabilities.browserVersion}`,
    goto: (url) => post('/url', { url }),
    run: (fn, ...args) => post('/execute/sync', { script: bodyOf(fn), args }),
    back: () => post('/back', {}),
    async open() {
      const { handle } = await post<{ handle: string }>('/window/new', { type: 'tab' });
      await use(handle);
      return handle;
    },
    use,
    tab: () => call('GET', `${session}/window`),
    close: () => call('DELETE', `${session}/window`),
    async quit() {
      await call('DELETE', session).catch(() => undefined);
      await end(driver);
      await screen?.close();
    },
  };
}
