import { expect, test } from 'playwright/test';
import { randomId } from '../../core/ids';
import { wxRandom } from './random';

/** Runs `work` where chance and time stand still. */
function withoutChance(work: () => void): void {
  const { random } = Math;
  const { now } = Date;
  Math.random = () => 0.5;
  Date.now = () => 1795650000000;
  try {
    work();
  } finally {
    Math.random = random;
    Date.now = now;
  }
}

test('no two ids are alike, though chance and time stand still and the host has not answered', () => {
  withoutChance(() => {
    const random = wxRandom({ getUserCryptoManager: () => ({ getRandomValues: () => undefined }) });
    const ids = Array.from({ length: 1000 }, () => randomId(random, 20));
    expect(new Set(ids).size).toBe(1000);
  });
});

test("the host's bytes go in as soon as there are any, each once, and more are asked for", () => {
  const asked: ((values: { randomValues: ArrayBuffer }) => void)[] = [];
  const lengths: number[] = [];
  const getUserCryptoManager = () => ({
    getRandomValues({ length, success }: { length: number; success: (typeof asked)[0] }) {
      lengths.push(length);
      asked.push(success);
    },
  });
  const answer = (fill: number): void =>
    asked.shift()?.({ randomValues: new Uint8Array(256).fill(fill).buffer });
  withoutChance(() => {
    const plain = wxRandom({}).bytes(100);
    const random = wxRandom({ getUserCryptoManager });
    /** What the next bytes differ by; not those that hold the count. */
    const differences = (from: number, to: number): Set<number> => {
      const bytes = Array.from(random.bytes(100), (byte, i) => byte ^ (plain[i] ?? 0));
      return new Set(bytes.filter((_, i) => i % 11 && i >= from && i < to));
    };
    expect(differences(0, 100)).toEqual(new Set([0]));
    answer(255);
    expect(differences(0, 100)).toEqual(new Set([255]));
    expect(differences(0, 100)).toEqual(new Set([255]));
    expect(lengths).toEqual([256]);
    // The pool ends with the 56th.
    expect(differences(56, 100)).toEqual(new Set([0]));
    expect(lengths).toEqual([256, 256]);
    answer(15);
    expect(differences(0, 100)).toEqual(new Set([15]));
  });
});

test('a host that throws is not asked again, and one that has no bytes does without', () => {
  let asked = 0;
  const getUserCryptoManager = (): never => {
    asked++;
    throw new Error('no');
  };
  for (const random of [wxRandom({ getUserCryptoManager }), wxRandom({})]) {
    const ids = Array.from({ length: 100 }, () => randomId(random, 32));
    expect(new Set(ids).size).toBe(100);
    expect(ids.every((id) => /^[0-9A-Za-z]{32}$/.test(id))).toBe(true);
  }
  expect(asked).toBe(1);
});
