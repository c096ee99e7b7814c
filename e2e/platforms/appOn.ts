import { createReceiver } from '../../demo/receiver.mjs';
import { createHost, type HostOptions, type Profile } from '../../src/testing';
import { answersOf } from './answersOf';
import { endpointsInApp } from './endpointsInApp';

export interface AppOptions extends HostOptions {
  /** Runs in the realm before the app: see `quirks`. */
  readonly before?: string;
  /** Default: that of the platform. */
  readonly entry?: 'miniprogram' | 'minigame';
}

/**
 * A host, and the built package in an app on it: `start()` starts a tracker there, with `plugins` as the app writes
 * them. And what the vendors have of it.
 */
export function appOn(
  profile: Profile,
  plugins: string,
  {
    before = '',
    entry = profile === 'wx-game' ? 'minigame' : 'miniprogram',
    ...options
  }: AppOptions = {},
) {
  const receiver = createReceiver();
  const host = createHost(profile, { respond: answersOf(receiver), ...options });
  host.run(before);
  host.run(`
    var lib, tracker, warned = [];
    function start() {
      lib = require('tracelet/${entry}');
      tracker = lib.createTracker({
        endpoints: [${endpointsInApp.behavior}, ${endpointsInApp.pushData}],
        plugins: [${plugins}],
        onWarn: (message) => warned.push(message),
      });
    }
  `);
  return {
    ...host,
    warned: () => host.global['warned'] as readonly string[],
    aids: () => receiver.received('pushData').map(({ record }) => record.aid as number),
    visits: () =>
      receiver
        .received('behavior')
        .map(({ record }) => [record.page_id, record.prev_id, record.duration]),
  };
}
