import { expect, test } from 'playwright/test';
import { MINUTE, SECOND } from '../../core/units';
import { createReceiver } from '../../../demo/receiver.mjs';
import { createWorld, direct } from '../../fixtures';
import { games } from '../../plugins/games';
import { wxTouches } from './touches';

/** A host that tells of touches, and how many listen. */
function createHost() {
  const listeners = new Map<string, () => void>();
  return {
    listeners,
    touch: () => listeners.get('onTouchStart')?.(),
    onTouchStart: (listener: () => void) => void listeners.set('onTouchStart', listener),
    offTouchStart: () => void listeners.delete('onTouchStart'),
    onTouchMove: (listener: () => void) => void listeners.set('onTouchMove', listener),
    offTouchMove: () => void listeners.delete('onTouchMove'),
  };
}

test('time in a game counts while it is touched, and a minute longer', async () => {
  const receiver = createReceiver();
  const world = createWorld(receiver);
  const host = createHost();
  const all = games({}, wxTouches(host));
  const { tracker } = world.open({ endpoints: [direct.pushData()], plugins: [all] });
  const game = all.game({ game_id: 12, game_v: '1' });
  game.enter();
  await world.pass(30 * SECOND);
  host.touch();
  await world.pass(10 * MINUTE);
  host.touch();
  await world.pass(5 * SECOND);
  game.exit();
  await world.pass(5 * SECOND);
  expect(receiver.received('pushData').map(({ record }) => [record['aid'], record['v']])).toEqual([
    [2002, undefined],
    [2003, '95'],
  ]);
  await tracker.stop();
  expect(host.listeners.size).toBe(0);
});

test('where nobody tells of touches, or listening throws, it does no harm', () => {
  const throwing = {
    onTouchStart() {
      throw new Error('no');
    },
  };
  for (const host of [{}, throwing]) {
    const { watch, isFocused, isBusy } = wxTouches(host);
    watch(
      () => undefined,
      () => undefined,
    )();
    expect([isFocused(), isBusy()]).toEqual([true, false]);
  }
});
