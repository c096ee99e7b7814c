import { expect, test } from 'playwright/test';
import { hostOf, typeErrors, type Host } from './compile';
import { elsewhere, notPlayed } from './elsewhere';
import { guides } from './guides';
import { hostPlays } from './hostPlays';
import { pagePlays } from './pagePlays';
import { isBefore, snippets } from './snippets';

for (const host of ['page', 'miniprogram', 'minigame'] satisfies Host[]) {
  for (const language of ['ts', 'js']) {
    const these = snippets.filter(
      (s) => s.language === language && hostOf(s) === host && !isBefore(s),
    );
    if (!these.length) continue;
    test(`the ${these.length} snippets of ${language} for a ${host} compile against the package's types`, () => {
      expect(typeErrors(these, host, language)).toEqual([]);
    });
  }
}

test('each snippet is played, or it is said why not', () => {
  const tables = [pagePlays, hostPlays, guides, elsewhere, notPlayed].map((table) =>
    Object.keys(table),
  );
  const wanted = snippets.filter((each) => !isBefore(each)).map(({ name }) => name);
  expect(tables.flat().sort()).toEqual(wanted.sort());
});
