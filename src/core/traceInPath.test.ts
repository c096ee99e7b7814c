import { expect, test } from 'playwright/test';
import { readTrace, withTrace } from './traceInPath';

const T = 'Fi6JoptoXX8EI3sttq3pcVGC2H1Nesy9';
const OTHER = '0'.repeat(32);

for (const [path, carrying] of [
  ['/group', `/group?trace_id=${T}`],
  ['group', `group?trace_id=${T}`],
  ['../group/', `../group/?trace_id=${T}`],
  ['//other.test/group', `//other.test/group?trace_id=${T}`],
  ['https://other.test', `https://other.test?trace_id=${T}`],
  ['?', `?trace_id=${T}`],
  ['?a=b', `?a=b&trace_id=${T}`],
  ['/group?a=b&', `/group?a=b&trace_id=${T}`],
  ['/group?a=b&&c#end', `/group?a=b&&c&trace_id=${T}#end`],
  ['/group#a?b#c', `/group?trace_id=${T}#a?b#c`],
  ['/app/#/group?a=b', `/app/?trace_id=${T}#/group?a=b`],
  ['/app?x=1#!/group', `/app?x=1&trace_id=${T}#!/group`],
  [' \n/group \t', `/group?trace_id=${T}`],
  [`/group?trace_id=${OTHER}`, `/group?trace_id=${T}`],
  [`/group?a=1&trace_id=&b=2#c`, `/group?a=1&trace_id=${T}&b=2#c`],
  [`/group?my_trace_id=x`, `/group?my_trace_id=x&trace_id=${T}`],
  [`/group?q=a?trace_id=1`, `/group?q=a?trace_id=${T}`],
  ['pages/group.html', `pages/group.html?trace_id=${T}`],
  ['pages/group.html?x=%E7%BE%A4&y=$1', `pages/group.html?x=%E7%BE%A4&y=$1&trace_id=${T}`],
] as const) {
  test(`${JSON.stringify(path)} carries a trace, and is otherwise as it was`, () => {
    expect(withTrace(path, T)).toBe(carrying);
    expect(readTrace(carrying)).toBe(T);
    expect(withTrace(carrying, OTHER)).toBe(carrying.replace(T, OTHER));
  });
}

for (const [address, found] of [
  ['', undefined],
  ['?a=b', undefined],
  [`?trace_id=${T}`, T],
  [`?a=b&trace_id=${T}&c`, T],
  [`?a=b&trace_id=${T}#end`, T],
  [`#/group?trace_id=${T}`, T],
  [`?trace_id=${OTHER}#/group?a=b&trace_id=${T}`, T],
  [`?trace_id=${T}#/group?trace_id=short`, T],
  [`?my_trace_id=${T}`, undefined],
  [`?trace_id=${T}x`, undefined],
  [`?trace_id=${T.slice(1)}`, undefined],
  [`?trace_id=${T.slice(1)}%41`, undefined],
  [`?trace_id=${T.slice(1)}<`, undefined],
  [`#trace_id=${T}`, undefined],
] as const) {
  test(`${JSON.stringify(address)} carries ${found ? 'its trace' : 'none'}`, () => {
    expect(readTrace(address)).toBe(found);
  });
}
