import { test as base } from 'playwright/test';
import type { HostOptions, Profile } from '../src/testing';
import type { App } from './platforms/app';
import { browserApp } from './platforms/browserApp';
import { hostApp } from './platforms/hostApp';
import { scenarios } from './platforms/scenarios';

interface Platform {
  readonly name: string;
  /** None: a browser. */
  readonly profile?: Profile;
  readonly options?: HostOptions;
}

const platforms: readonly Platform[] = [
  { name: 'a browser' },
  { name: 'a miniprogram of WeChat', profile: 'wx' },
  { name: 'a mini-game of WeChat', profile: 'wx-game' },
  { name: 'a miniprogram of QQ', profile: 'qq' },
  { name: 'a miniprogram of Alipay', profile: 'my' },
  { name: 'a miniprogram of Douyin', profile: 'tt' },
  {
    name: 'a miniprogram whose promises are timers, and without globalThis',
    profile: 'wx',
    options: { realm: { promises: 'macrotask', globalThis: false } },
  },
  {
    name: 'a miniprogram whose asynchronous writes come late',
    profile: 'wx',
    options: { asyncWrites: 'late' },
  },
  {
    name: 'a mini-game that seems to be a browser',
    profile: 'wx-game',
    options: { realm: { weappAdapter: true } },
  },
];

const test = base.extend<{ platform: Platform; app: App }>({
  platform: [platforms[0] as Platform, { option: true }],
  app: async ({ browser, platform: { profile, options = {} } }, use) => {
    const app = await (profile ? hostApp(profile, options) : browserApp(browser));
    await use(app);
    await app.end();
  },
});

for (const platform of platforms) {
  test.describe(platform.name, () => {
    test.use({ platform });
    for (const { name, play } of scenarios) {
      test(name, async ({ app }) => {
        test.setTimeout(120_000);
        await play(app);
      });
    }
  });
}
