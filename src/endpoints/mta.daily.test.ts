import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import { SECOND } from '../core/units';
import { createWorld, direct, eventOf, mapped } from '../fixtures';

test.describe('a product is told of once a day', () => {
  const LATE = Date.parse('2026-01-01T15:59:59.999Z');
  const NEXT = Date.parse('2026-01-01T16:00:00Z');
  const YES = 'sent';
  const NO = 'repeated';
  const product = (product_id: unknown) => ({ id: '__LOAN__product', params: { product_id } });
  const sayAll = (said: [cui: string, props: object, time: number, name?: string][]) => {
    const claimed = new Set<string>();
    const claim = (day: string, mark: string) => {
      const isNew = !claimed.has(`${day} ${mark}`);
      claimed.add(`${day} ${mark}`);
      return isNew;
    };
    return said.map(([cui, props, time, name]) => {
      const endpoint = direct.mta({ cui, ...(name && { name }) });
      const picked = mapped(endpoint, eventOf('loan', { ...props }, time), undefined, claim);
      return typeof picked === 'object' ? YES : picked;
    });
  };
  const ROWS: [what: string, said: Parameters<typeof sayAll>[0], sent: string[]][] = [
    [
      'of one account',
      [
        ['a', product(1), LATE],
        ['a', product(1), LATE],
      ],
      [YES, NO],
    ],
    [
      'and of each account',
      [
        ['a', product(1), LATE],
        ['b', product(1), LATE],
      ],
      [YES, YES],
    ],
    [
      'and each product',
      [
        ['a', product(1), LATE],
        ['a', product(2), LATE],
      ],
      [YES, YES],
    ],
    [
      'and each day in China',
      [
        ['a', product(1), LATE],
        ['a', product(1), NEXT],
      ],
      [YES, YES],
    ],
    [
      'and each endpoint',
      [
        ['a', product(1), LATE],
        ['a', product(1), LATE, 'mta-2'],
      ],
      [YES, YES],
    ],
    [
      'whatever the names are',
      [
        ['a/b', product('c'), LATE],
        ['a', product('b/c'), LATE],
      ],
      [YES, YES],
    ],
    [
      'as long as it says which',
      [
        ['a', product(undefined), LATE],
        ['a', product(undefined), LATE],
      ],
      [YES, YES],
    ],
    [
      'but not of other steps',
      [
        ['a', { id: '__LOAN__submit', params: { product_id: 1 } }, LATE],
        ['a', { id: '__LOAN__submit', params: { product_id: 1 } }, LATE],
      ],
      [YES, YES],
    ],
  ];
  for (const [what, said, sent] of ROWS) {
    test(what, () => {
      expect(sayAll(said)).toEqual(sent);
    });
  }

  test('and not for an account that is not known yet', () => {
    expect(
      sayAll([
        ['', product(1), LATE],
        ['', product(1), LATE],
      ]),
    ).toEqual([YES, YES]);
  });

  test('over all visits on a disk', async () => {
    const receiver = createReceiver();
    const world = createWorld(receiver);
    for (const product_id of ['1', '1', '2']) {
      const tab = world.open([direct.mta()]);
      tab.tracker.track('loan', { id: '__LOAN__product', params: { product_id } });
      await world.pass(5 * SECOND);
      await tab.tracker.stop();
    }
    const told = receiver.received('mta').map(({ record }) => record.kv.product_id);
    expect(told).toEqual(['1', '2']);
  });
});
