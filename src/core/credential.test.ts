import { expect, test } from 'playwright/test';
import { memoryClock } from '../adapters/memory/clock';
import { createCredential } from './credential';
import type { Secret } from './endpoint';
import { HOOK_TIMEOUT } from './lease';

/** A credential whose hook answers with each of `answers` in turn, and how often it was asked. */
function setUp(...answers: (() => string | Promise<string>)[]) {
  const clock = memoryClock();
  let asked = 0;
  const hook: Secret = () => {
    const answer = answers[asked++];
    if (!answer) throw new Error('asked too often');
    return answer();
  };
  return { clock, credential: createCredential(hook, clock), asked: () => asked };
}
const tokens = (...values: string[]) => values.map((value) => () => Promise.resolve(value));
const never = () => new Promise<string>(() => undefined);
const pendingOr = <T>(promise: Promise<T>) => {
  const box: { value?: T } = {};
  void promise.then((value) => (box.value = value));
  return box;
};

test('nobody is asked before there is work', () => {
  const { credential, asked } = setUp(...tokens('a'));
  expect(credential.cached()).toBeUndefined();
  expect(asked()).toBe(0);
});

test('a value needs no hook', async () => {
  const credential = createCredential('fixed', memoryClock());
  expect(await credential.get()).toBe('fixed');
  expect(credential.cached()).toBe('fixed');
  expect(await credential.get('fixed')).toBe('fixed');
});

test('a hook may answer without a promise', async () => {
  expect(await setUp(() => 'a').credential.get()).toBe('a');
});

test('all who wait are answered by one ask, and so are those who come later', async () => {
  const { credential, asked } = setUp(...tokens('a', 'b'));
  expect(await Promise.all([credential.get(), credential.get(), credential.get()])).toEqual([
    'a',
    'a',
    'a',
  ]);
  expect(await credential.get()).toBe('a');
  expect(credential.cached()).toBe('a');
  expect(asked()).toBe(1);
});

test('what was refused is asked for anew, once for all to whom it was refused', async () => {
  const { credential, asked } = setUp(...tokens('a', 'b'));
  await credential.get();
  const renewed = Promise.all([credential.get('a'), credential.get('a'), credential.get()]);
  expect(credential.cached()).toBeUndefined();
  expect(await renewed).toEqual(['b', 'b', 'b']);
  expect(asked()).toBe(2);
});

test('whoever hears late that the old one is refused gets the new one', async () => {
  const { credential, asked } = setUp(...tokens('a', 'b'));
  await credential.get();
  await credential.get('a');
  expect(await credential.get('a')).toBe('b');
  expect(asked()).toBe(2);
});

const FAILING: [what: string, answer: () => string | Promise<string>][] = [
  [
    'throws',
    () => {
      throw new Error('no');
    },
  ],
  ['rejects', () => Promise.reject(new Error('no'))],
  ['rejects with nothing', () => ({ then: (_: unknown, fail: () => void) => fail() }) as never],
  ['answers nothing', () => undefined as never],
  ['answers an empty text', () => ''],
];
for (const [what, answer] of FAILING) {
  test(`a hook that ${what} gives nothing, and is asked again the next time`, async () => {
    const { credential, asked } = setUp(answer, ...tokens('b'));
    expect(await credential.get()).toBeFalsy();
    expect(credential.cached()).toBeFalsy();
    expect(await credential.get()).toBe('b');
    expect(asked()).toBe(2);
  });
}

test('a hook that hangs is given up after its time, and asked again the next time', async () => {
  const { clock, credential } = setUp(never, ...tokens('b'));
  const first = pendingOr(credential.get());
  await clock.advance(HOOK_TIMEOUT - 1);
  expect(first).toEqual({});
  await clock.advance(1);
  expect(first).toEqual({ value: undefined });
  expect('value' in first).toBe(true);
  expect(await credential.get()).toBe('b');
});

test('what a hook answers too late is not taken', async () => {
  let answer: (token: string) => void = () => undefined;
  const { clock, credential } = setUp(
    () => new Promise((resolve) => (answer = resolve)),
    ...tokens('b'),
  );
  void credential.get();
  await clock.advance(HOOK_TIMEOUT);
  expect(await credential.get()).toBe('b');
  answer('late');
  await clock.advance(0);
  expect(credential.cached()).toBe('b');
});
