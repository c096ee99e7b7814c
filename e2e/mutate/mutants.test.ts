import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { mutants } from './mutants.mjs';

const root = new URL('../../', import.meta.url);

test('each mutant breaks exactly one place of the core as it stands', () => {
  const astray = mutants.filter(({ file, find }) => {
    const code = readFileSync(new URL(file, root), 'utf8');
    return code.split(find).length !== 2;
  });
  expect(astray).toEqual([]);
});

test('no mutant is there twice', () => {
  const keys = mutants.map(({ file, find, replace }) => JSON.stringify([file, find, replace]));
  expect([...new Set(keys)]).toEqual(keys);
});
