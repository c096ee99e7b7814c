import type { Host } from '../../src/testing';
import type { Name } from '../fixtures';

/** How a snippet becomes an app in a faked platform, what its user does, and what the server has to get. */
export interface HostPlay {
  profile: 'wx' | 'wx-game';
  /** Stands before the snippet's own code. */
  before: string;
  /** Where the snippet stands, if it is a page's. Default: the app's first file. */
  path?: string;
  /** Code of pages, by path. */
  pages?: Readonly<Record<string, string>>;
  act?: (host: Host) => unknown;
  arrives: readonly [Name, count: number];
}

const PUSH = `{ url: 'https://relay.example.com/relay/push', appId: 15154545,
  session: '0oesephgt44zbxvza7uddhldc7d9kx56', signKey: 'developer_login' }`;

const IN_APPS = 'docs/miniprograms.md ›';

export const hostPlays: Readonly<Record<string, HostPlay>> = {
  [`${IN_APPS} Page visits in miniprograms: pageViews and dwell`]: {
    profile: 'wx',
    before: `const url = 'https://relay.example.com/relay/behavior', head = { uid: 'U1', openid: 'O1' };`,
    pages: { 'pages/home': 'Page({})', 'pages/game': 'Page({})' },
    act: (host) => host.open('pages/game'),
    arrives: ['behavior', 2],
  },
  [`${IN_APPS} Share and favourite: shares`]: {
    profile: 'wx',
    before: `const account = ${PUSH};`,
    pages: { 'pages/home': 'Page({ onShareAppMessage() { return {}; } })' },
    act: (host) => host.share(),
    arrives: ['pushData', 1],
  },
  [`${IN_APPS} One trace from an H5 page to the miniprogram and back: qr, webViewUrl`]: {
    profile: 'wx',
    before: `const url = 'https://relay.example.com/relay/media';
      const account = { account_type: 2, appid: 'A1', openid: 'O1' };`,
    path: 'pages/group.js',
    act: (host) => host.tap('onPress'),
    arrives: ['mediaEvent', 2],
  },
  [`${IN_APPS} Ads in miniprograms and mini-games: ads`]: {
    profile: 'wx-game',
    before: `const adUnitId = 'adunit-1'; const endpoints = [require('tracelet/minigame').pushData(${PUSH})];`,
    async act(host) {
      host.run('video.show()');
      await host.clock.advance(1000);
      host.ads[0]?.close({ isEnded: true });
    },
    arrives: ['pushData', 3],
  },
};
