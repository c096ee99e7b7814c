import type { Driver } from './driver';

/** To be run in a page. */
const embedInPage = (url: string): Promise<void> =>
  new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.onload = () => resolve();
    frame.src = url;
    document.body.replaceChildren(frame);
  });

/** To be run in the page around the frame; see ../pages/without.js. */
const askInPage = (text: string, args: unknown[]): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<{ why?: string; value?: unknown }>) =>
      data.why ? reject(new Error(data.why)) : resolve(data.value);
    (window[0] as Window).postMessage({ text, args }, '*', [port2]);
  });

/** What `driver` opens stands in a frame of a page at `around`. */
export const framed = (driver: Driver, around: string): Driver => ({
  ...driver,
  async goto(url) {
    await driver.goto(around);
    await driver.run(embedInPage, url);
  },
  run: (fn, ...args) => driver.run(askInPage, String(fn), args) as Promise<never>,
});
