import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';

const read = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const english = read('README.md');
const chinese = read('README.zh-CN.md');

const BLOCK = /^```\w*\n[\s\S]*?^```$/gm;
const COMMENT = /\s*(?:(?<!:)\/\/ .*|\/\*\*[^*]*\*\/|# .*)$/gm;
const LINK = /(?:\]\(|\bsrc(?:set)?=")([^)"]*)/g;

/** The code that a reader copies: what it says to the reader is in the reader's language. */
const code = (text: string): string[] =>
  [...text.matchAll(BLOCK)].map(([block]) => block.replace(COMMENT, ''));

const prose = (text: string): string => text.replace(BLOCK, '');

const headings = (text: string): string[] =>
  [...prose(text).matchAll(/^(#+) /gm)].map(([, level = '']) => level);

/** A paragraph, an item of a list, a row of a table: the languages differ in the order of words only within one. */
const pieces = (text: string): string[] => prose(text).split(/\n\n+|\n(?=\||\d\. )/);

/** What each piece has of a pattern; the first link of each README is to the other. */
const found =
  (pattern: RegExp) =>
  (text: string): string[][] =>
    pieces(text.replace(/^.*\(README[.\w-]*\).*$/m, ''))
      .map((piece) => [...piece.matchAll(pattern)].map(([, match = '']) => match).sort())
      .filter(({ length }) => length);

const links = found(LINK);
/** Without those in names, such as H5. */
const figures = found(/(?<![\w.#])(\d[\d,._]*\d|\d)/g);
const names = found(/`([^`]*)`/g);

for (const [what, of] of Object.entries({ headings, code, links, figures, names })) {
  test(`the two READMEs have the same ${what}`, () => {
    expect(of(english).length).toBeGreaterThan(5);
    expect(of(chinese)).toEqual(of(english));
  });
}

test('each README leads to the other in its first lines', () => {
  const first = (text: string): string | undefined =>
    [...text.slice(0, 200).matchAll(LINK)][0]?.[1];
  expect([first(english), first(chinese)]).toEqual(['README.zh-CN.md', 'README.md']);
});
