import { binaries } from './binaries.mjs';
import { launchChromium } from './chromium';
import type { Driver } from './driver';
import { launchFirefox } from './firefox';
import { launchWebKit } from './webkit';

/** The engines that a user's page may run in, by the names that `--project` takes. */
export const engines: Readonly<
  Record<keyof typeof binaries, (isPrivate: boolean) => Promise<Driver>>
> = {
  chromium: (isPrivate) => launchChromium(binaries.chromium, isPrivate),
  'chromium-88': (isPrivate) => launchChromium(binaries['chromium-88'], isPrivate),
  firefox: (isPrivate) => launchFirefox(binaries.firefox, isPrivate),
  // Both WebKits have nothing but private windows while they are driven.
  webkitgtk: () =>
    launchWebKit({
      name: 'WebKitGTK',
      driver: 'WebKitWebDriver',
      options: 'webkitgtk:browserOptions',
      binary: binaries.webkitgtk,
      args: ['--automation'],
      needsDisplay: true,
    }),
  wpe: () =>
    launchWebKit({
      name: 'WPE WebKit',
      driver: 'WPEWebDriver',
      options: 'wpe:browserOptions',
      binary: binaries.wpe,
      args: ['--automation', '--platform=headless'],
    }),
};
