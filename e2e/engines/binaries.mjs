import { fileURLToPath } from 'node:url';
import { findChromium } from '../browser.mjs';

const cached = (path) =>
  fileURLToPath(new URL(`../../node_modules/.cache/${path}`, import.meta.url));

export const CHROMIUM_88 = cached('chromium-88/chromium');

/** Where each engine is, if it is there. */
export const binaries = {
  chromium: findChromium() ?? '/usr/bin/chromium',
  'chromium-88': CHROMIUM_88,
  firefox: '/usr/bin/firefox-esr',
  webkitgtk: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  wpe: '/usr/bin/cog',
};
