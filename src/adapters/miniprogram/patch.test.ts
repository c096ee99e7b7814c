import { expect, test } from 'playwright/test';
import { patch, type AnyFunction } from './patch';

/** Answers what the one before answers, and says that it was here. */
const marked =
  (original: AnyFunction): AnyFunction =>
  (...args) => [original(...args), 'ours'];

const own = (property: PropertyDescriptor): { run(): unknown } =>
  Object.defineProperty({}, 'run', property) as { run(): unknown };
const run = (): string => 'theirs';

for (const [what, property] of Object.entries<PropertyDescriptor>({
  'an ordinary method': { value: run, writable: true, configurable: true, enumerable: true },
  'a read-only method': { value: run, writable: false, configurable: true },
  'a method that cannot be deleted': { value: run, writable: true, configurable: false },
  'a getter': { get: () => run, configurable: true, enumerable: true },
})) {
  test(`${what} is replaced, looks the same from outside, and is put back as it was`, () => {
    const target = own(property);
    const before = Object.getOwnPropertyDescriptor(target, 'run');
    const keys = Object.keys(target);
    const stop = patch(target, 'run', marked);
    expect(target.run()).toEqual(['theirs', 'ours']);
    expect(Object.keys(target)).toEqual(keys);
    stop?.();
    stop?.();
    expect(Object.getOwnPropertyDescriptor(target, 'run')).toEqual(before);
  });
}

test('a method of the prototype is replaced on the object alone, as visible as it was', () => {
  for (const enumerable of [true, false]) {
    const prototype = Object.defineProperty({}, 'run', { value: run, enumerable });
    const target = Object.create(prototype) as { run(): unknown };
    const names = (): string[] => {
      const found: string[] = [];
      for (const name in target) found.push(name);
      return found;
    };
    const before = names();
    const stop = patch(target, 'run', marked);
    expect(target.run()).toEqual(['theirs', 'ours']);
    expect(names()).toEqual(before);
    stop?.();
    expect(Object.getOwnPropertyNames(target)).toEqual([]);
    expect(target.run()).toBe('theirs');
  }
});

test('what somebody has put over ours stays', () => {
  const target = { run };
  const stop = patch(target, 'run', marked);
  const theirs = (): string => 'new';
  target.run = theirs;
  stop?.();
  expect(target.run).toBe(theirs);
});

test('what is no method, or is not let go of, is left as it is and said', () => {
  const hostile = new Proxy({ run }, { defineProperty: () => false });
  const throwing = own({
    get: () => {
      throw new Error('not now');
    },
  });
  for (const target of [{}, { run: 1 }, Object.freeze({ run }), hostile, throwing]) {
    expect(patch(target, 'run', marked)).toBeUndefined();
  }
  expect(hostile.run).toBe(run);
});
