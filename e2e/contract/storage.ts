import type { StoragePort } from '../../src/core/ports';

/** What every storage does, whatever it stands on. `run` gets a new one, and returns what has to be `gives`. */
export interface StorageClause {
  readonly name: string;
  run(storage: StoragePort): Promise<unknown>;
  readonly gives: unknown;
}

export async function read(
  storage: StoragePort,
  ...keys: string[]
): Promise<readonly (string | undefined)[]> {
  let seen: readonly (string | undefined)[] = [];
  await storage.read(keys, (values) => {
    seen = [...values];
  });
  return seen;
}

const increment = (storage: StoragePort, key: string): Promise<void> =>
  storage.change([key], ([value = '0']) => [[key, String(Number(value) + 1)]]);

/** Escaped in JSON, as half a character does not get out of the page otherwise. */
const TEXTS = ['', 'é', '汉字', '👩‍🚀', 'a\u0000b', '\ud83d', '"\\\n', 'x'.repeat(100_000)];

export const storageContract: readonly StorageClause[] = [
  {
    name: 'keys that are not there are undefined, and in no list',
    async run(storage) {
      return [await read(storage, 'a', 'b'), await storage.keys('')];
    },
    gives: [[undefined, undefined], []],
  },
  {
    name: 'keys come by their prefix, in ascending order, whatever the order of writing',
    async run(storage) {
      const keys = ['p/b', 'p/a/2', 'q/a', 'p', 'p/Z', 'p/a/10', 'p0', 'p/汉', 'o/a', 'p/'];
      await storage.write(keys.map((key) => [key, '']));
      return [await storage.keys('p/'), await storage.keys('q'), await storage.keys('z')];
    },
    gives: [['p/', 'p/Z', 'p/a/10', 'p/a/2', 'p/b', 'p/汉'], ['q/a'], []],
  },
  {
    name: 'one write writes many keys, and undefined deletes',
    async run(storage) {
      await storage.write([
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ]);
      await storage.write([
        ['a', undefined],
        ['b', '20'],
        ['d', '4'],
        ['never there', undefined],
      ]);
      return [await read(storage, 'a', 'b', 'c', 'd'), await storage.keys('')];
    },
    gives: [
      [undefined, '20', '3', '4'],
      ['b', 'c', 'd'],
    ],
  },
  {
    name: 'a write of nothing, and a change of nothing, resolve',
    async run(storage) {
      await storage.write([]);
      await storage.change([], () => []);
      return storage.keys('');
    },
    gives: [],
  },
  {
    name: 'the last of two writes to one key holds',
    async run(storage) {
      await Promise.all([storage.write([['a', '1']]), storage.write([['a', '2']])]);
      return read(storage, 'a');
    },
    gives: ['2'],
  },
  {
    name: 'a change sees the values in the order of its keys, and writes what it returns',
    async run(storage) {
      await storage.write([
        ['a', '1'],
        ['b', '2'],
      ]);
      let seen: unknown;
      await storage.change(['b', 'missing', 'a'], (values) => {
        seen = [...values];
        return [
          ['a', undefined],
          ['b', '20'],
          ['not read', 'x'],
        ];
      });
      return [seen, await read(storage, 'a', 'b', 'not read'), await storage.keys('')];
    },
    gives: [
      ['2', undefined, '1'],
      [undefined, '20', 'x'],
      ['b', 'not read'],
    ],
  },
  {
    name: 'a read sees the values in the order of its keys, and writes nothing',
    async run(storage) {
      await storage.write([
        ['a', '1'],
        ['b', '2'],
      ]);
      return [
        await read(storage, 'b', 'missing', 'a'),
        await read(storage),
        await storage.keys(''),
      ];
    },
    gives: [['2', undefined, '1'], [], ['a', 'b']],
  },
  {
    name: 'what a read sees still stands when it is used',
    async run(storage) {
      let stands = '0';
      await storage.write([['n', stands]]);
      const seen: boolean[] = [];
      const look = (): Promise<void> =>
        storage.read(['n'], ([value]) => void seen.push(value === stands));
      const count = (): Promise<void> =>
        storage.change(['n'], ([value]) => [['n', (stands = String(Number(value) + 1))]]);
      await Promise.all([look(), count(), look(), count(), count(), look()]);
      return [seen, stands];
    },
    gives: [[true, true, true], '3'],
  },
  {
    name: 'fifty increments at once are fifty',
    async run(storage) {
      await Promise.all(Array.from({ length: 50 }, () => increment(storage, 'n')));
      return read(storage, 'n');
    },
    gives: ['50'],
  },
  {
    name: 'of two changes at once that want the same key, one finds it taken',
    async run(storage) {
      await storage.write([['batch', 'free']]);
      const takers: number[] = [];
      const take = (taker: number): Promise<void> =>
        storage.change(['batch'], ([value]) => {
          if (value !== 'free') return [];
          takers.push(taker);
          return [['batch', 'taken']];
        });
      await Promise.all([take(1), take(2), take(3)]);
      return takers.length;
    },
    gives: 1,
  },
  {
    name: 'any text comes back as it was, as a value and as a key',
    async run(storage) {
      await storage.write(TEXTS.map((text, i) => [`${i}/${text}`, text]));
      const keys = TEXTS.map((text, i) => `${i}/${text}`);
      return [JSON.stringify(await read(storage, ...keys)), (await storage.keys('')).length];
    },
    gives: [JSON.stringify(TEXTS), TEXTS.length],
  },
  {
    name: 'a read sees the write that was called before it, though nobody waited for it',
    async run(storage) {
      void storage.write([['a', 'written']]);
      return read(storage, 'a');
    },
    gives: ['written'],
  },
  {
    name: 'a list holds the write that was called before it',
    async run(storage) {
      void storage.write([['a', 'written']]);
      return storage.keys('');
    },
    gives: ['a'],
  },
  {
    name: 'writes, changes and lists in one task keep their order',
    async run(storage) {
      void storage.write([['log', 'w']]);
      const append = (letter: string): Promise<void> =>
        storage.change(['log'], ([log = '']) => [['log', log + letter]]);
      await Promise.all([append('a'), append('b'), storage.keys(''), append('c')]);
      return read(storage, 'log');
    },
    gives: ['wabc'],
  },
  {
    name: 'the last write of a page stands in the way of no change, and no change in its way',
    async run(storage) {
      await storage.write([['a', 'before']]);
      const changing = storage.change(['b'], () => [['b', 'changed']]);
      const counting = Promise.all(Array.from({ length: 5 }, () => increment(storage, 'n')));
      const listing = storage.keys('');
      const writing = storage.write(
        [
          ['a', 'written'],
          ['c', 'written'],
        ],
        true,
      );
      await Promise.all([changing, writing, counting]);
      return [await read(storage, 'a', 'b', 'c', 'n'), (await listing).includes('a')];
    },
    gives: [['written', 'changed', 'written', '5'], true],
  },
];
