import { times, type Timeline } from './timeline';

/** Away and back: other documents, the browser's cache of pages, frozen tabs. */
export const away: readonly Timeline[] = [
  {
    name: 'away and back through the cache of pages: another visit',
    steps: [['open'], ['pass', 5.9], ['leave'], ['pass', 100], ['back'], ['pass', 3.9], ['close']],
    items: [
      [1, 5],
      [1, 3],
    ],
  },
  {
    name: 'back out of the cache after an hour',
    steps: [['open'], ['pass', 5], ['leave'], ['pass', 3600], ['back'], ['pass', 3], ['close']],
    items: [
      [1, 5],
      [1, 3],
    ],
  },
  {
    name: 'away and back three times',
    steps: [
      ['open'],
      ['pass', 2],
      ...times(3, ['leave'], ['pass', 30], ['back'], ['pass', 4]),
      ['close'],
    ],
    items: [
      [1, 2],
      [1, 4],
      [1, 4],
      [1, 4],
    ],
  },
  {
    name: 'to another page and back, both in the cache',
    steps: [
      ['open'],
      ['pass', 5],
      ['go', 'elsewhere'],
      ['pass', 7],
      ['back'],
      ['pass', 3],
      ['close'],
    ],
    items: [
      [1, 5],
      [4, 7],
      [1, 3],
    ],
  },
  {
    name: 'away and back, idle before and after',
    steps: [['open'], ['pass', 100], ['leave'], ['pass', 100], ['back'], ['pass', 100], ['close']],
    items: [
      [1, 60],
      [1, 60],
    ],
  },
  {
    name: 'away and back, the focus lost before',
    steps: [
      ['open'],
      ['pass', 5],
      ['blur'],
      ['pass', 5],
      ['click'],
      ['leave'],
      ['pass', 5],
      ['back'],
      ['pass', 6],
      ['close'],
    ],
    items: [
      [1, 5],
      [1, 6],
    ],
  },
  {
    name: 'back out of the cache, with an item at each beginning',
    visit: 'both',
    steps: [['open'], ['pass', 5], ['leave'], ['pass', 100], ['back'], ['pass', 3], ['close']],
    items: [
      [1, null],
      [1, 5],
      [1, null],
      [1, 3],
    ],
    views: 2,
  },
  {
    name: 'reloaded',
    steps: [['open'], ['pass', 5], ['reload'], ['pass', 3], ['close']],
    items: [
      [1, 5],
      [1, 3],
    ],
  },
  {
    name: 'from document to document',
    steps: [
      ['open'],
      ['pass', 5],
      ['go', 'elsewhere'],
      ['pass', 6],
      ['go', 'blank'],
      ['pass', 7],
      ['close'],
    ],
    items: [
      [1, 5],
      [4, 6],
      [1, 7],
    ],
  },
  {
    name: 'frozen for an hour while hidden, and thawed',
    steps: [
      ['open'],
      ['pass', 5],
      ['hide'],
      ['freeze'],
      ['pass', 3600],
      ['thaw'],
      ['show'],
      ['pass', 5],
      ['close'],
    ],
    items: [[1, 10]],
  },
  {
    name: 'frozen for some minutes, twice',
    steps: [
      ['open'],
      ['pass', 5],
      ...times(2, ['hide'], ['freeze'], ['pass', 300], ['thaw'], ['show'], ['pass', 5]),
      ['close'],
    ],
    items: [[1, 15]],
  },
  {
    name: 'frozen, and discarded',
    steps: [['open'], ['pass', 7], ['hide'], ['freeze'], ['pass', 3600], ['kill']],
    items: [[1, 7]],
  },
  {
    name: 'frozen for an hour while another tab holds it for dead, and thawed',
    steps: [
      ['open', 'a'],
      ['pass', 12],
      ['open', 'b', 'elsewhere'],
      ['pass', 1],
      ['freeze', 'a'],
      ['pass', 3600],
      ['sent', 1, 'b'],
      // So that `a`, when it is back, does not hold `b` for dead: nothing has happened in it for as long.
      ['move', 'b'],
      ['thaw', 'a'],
      ['show', 'a'],
      ['pass', 8],
      ['close', 'a'],
      ['close', 'b'],
    ],
    items: [
      [1, 12],
      [1, 8],
      [4, 60],
    ],
    views: 2,
  },
];
