import { expect, test } from 'playwright/test';
import { createBounded } from './bounded';

test('the newest are kept, by number and by length, and those that go are told', () => {
  const gone: string[] = [];
  const kept = createBounded<string>(
    3,
    10,
    ({ length }) => length,
    (item) => gone.push(item),
  );
  for (const item of ['a', 'b', 'c', 'd']) kept.add(item);
  expect(kept.all()).toEqual(['b', 'c', 'd']);
  kept.add('12345678');
  expect(kept.all()).toEqual(['c', 'd', '12345678']);
  kept.add('x'.repeat(20));
  expect(kept.all()).toEqual(['x'.repeat(20)]);
  expect(gone).toEqual(['a', 'b', 'c', 'd', '12345678']);
});
