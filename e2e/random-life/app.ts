import type { Name, Receiver } from '../fixtures';
import type { Stats } from '../../src/index';
import type { Profile } from '../../src/testing';

/** What is in the app's global. */
export interface AppGlobal {
  readonly tracker: { stats(): Stats };
  readonly warned: readonly string[];
}

/** A number that every endpoint takes, and that is found again on its wire and on the disk. */
const markOf = (number: number): string => `event${String(number).padStart(27, '0')}`;

export const numbersIn = (text: string): number[] =>
  [...text.matchAll(/event(\d{27})/g)].map(([, digits]) => Number(digits));

/** A script that tracks events with these numbers, all in one task. */
export const tracking = (name: Name, numbers: readonly number[]): string =>
  `${JSON.stringify(numbers.map(markOf))}.forEach(track.${name});`;

/** A script that starts the tracker, with chance that is the same in each run. */
export function starting(profile: Profile, { config, issue }: Receiver, seed: number): string {
  const urlOf = (name: Name): string => `'https://log.test${config[name].path}'`;
  const hookOf = (name: Name): string => `() => Promise.resolve('${issue(name)}')`;
  return `
    var chance = ${seed};
    Math.random = () => (chance = (Math.imul(chance, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    var { createTracker, mta, pushData, mediaEvent, behavior, oper } =
      require('tracelet/${profile === 'wx-game' ? 'minigame' : 'miniprogram'}');
    var warned = [];
    var tracker = createTracker({
      endpoints: [
        mta({ url: ${urlOf('mta')}, appKey: 'if8888mta', cui: 'cui-1' }),
        pushData({
          url: ${urlOf('pushData')},
          appId: 15154545,
          uid: 'device-1',
          session: ${hookOf('pushData')},
          signKey: 'developer_login',
        }),
        mediaEvent({
          url: ${urlOf('mediaEvent')},
          account: { account_type: 2, appid: 'wx-1', openid: 'openid-1' },
          token: ${hookOf('mediaEvent')},
        }),
        behavior({
          url: ${urlOf('behavior')},
          head: { uid: '80001', openid: 'openid-1' },
          token: ${hookOf('behavior')},
        }),
        oper({ url: ${urlOf('oper')}, token: ${hookOf('oper')} }),
      ],
      // A life may last for weeks.
      retention: { age: 1e12 },
      onWarn: (message) => warned.push(message),
    });
    var track = {
      mta: (id) => tracker.track('custom', { id }),
      pushData: (column) => tracker.track('game_click', { game_id: 12, game_v: '1', column }),
      mediaEvent: (code) => tracker.track('qr_show', { code }),
      behavior: (trace_id) => tracker.track('page_leave', { page_id: 1, trace_id }),
      oper: (id) => tracker.track('vote', { action: 'join', id, gid: 1, target_id: 't', uid: 2 }),
    };
  `;
}
