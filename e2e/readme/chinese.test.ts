import { readFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';

const read = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const english = read('README.md');
const chinese = read('README.zh-CN.md');

const BLOCK = /^```\w*\n[\s\S]*?^```$/gm;
const COMMENT = /\s*(?:(?<!:)\/\/ .*|\/\*\*[^*]*\*\/|# .*)$/gm;

/** The code that a reader copies: what it says to the reader is in the reader's language. */
const code = (text: string): string[] =>
  [...text.matchAll(BLOCK)].map(([block]) => block.replace(COMMENT, ''));

const prose = (text: string): string => text.replace(BLOCK, '');

const found = (text: string, pattern: RegExp): string[] =>
  [...prose(text).matchAll(pattern)].map(([, match = '']) => match);

const headings = (text: string): string[] => found(text, /^(#+) /gm);
/** The language that is not this one is the first link of each. */
const links = (text: string): string[] =>
  found(text, /(?:\]\(|\bsrc(?:set)?=")([^)"]*)/g)
    .slice(1)
    .sort();
/** Without those in names, such as H5. */
const figures = (text: string): string[] => found(text, /(?<![\w.#])(\d[\d,._]*\d|\d)/g).sort();
const names = (text: string): string[] => found(text, /`([^`]*)`/g).sort();

for (const [what, of] of Object.entries({ headings, code, links, figures, names })) {
  test(`the two READMEs have the same ${what}`, () => {
    expect(of(english).length).toBeGreaterThan(5);
    expect(of(chinese)).toEqual(of(english));
  });
}
