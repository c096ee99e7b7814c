import type { Timeline } from './timeline';

const HOUR = 3600;

/** What clocks do: sleep, and being set. */
export const clocks: readonly Timeline[] = [
  {
    name: 'the machine sleeps for an hour, and one clock with it',
    steps: [['open'], ['pass', 5.5], ['sleep', HOUR, 0], ['pass', 5], ['close']],
    items: [[1, 10]],
  },
  {
    name: 'the machine sleeps for an hour, and both clocks run on: a second of it at most',
    steps: [['open'], ['pass', 5], ['sleep', HOUR], ['pass', 5], ['close']],
    items: [[1, 11]],
  },
  {
    name: 'the machine sleeps five times',
    steps: [
      ['open'],
      ...[1, 2, 3, 4, 5].flatMap((): Timeline['steps'] => [
        ['pass', 4],
        ['sleep', HOUR, 0],
      ]),
      ['pass', 4],
      ['close'],
    ],
    items: [[1, 24]],
  },
  {
    name: 'the machine sleeps while the page is hidden',
    steps: [['open'], ['pass', 5], ['hide'], ['sleep', 8 * HOUR], ['show'], ['pass', 3], ['close']],
    items: [[1, 8]],
  },
  {
    name: 'the machine sleeps with two tabs: the one in view tells what the other had, and that the rest',
    steps: [
      ['open', 'a'],
      ['pass', 13],
      ['open', 'b', 'elsewhere'],
      ['pass', 7],
      ['sleep', HOUR],
      ['sent', 1, 'b'],
      ['show', 'a'],
      ['pass', 4],
      ['close', 'a'],
      ['close', 'b'],
    ],
    items: [
      [1, 13],
      [1, 4],
      [4, 8],
    ],
    views: 2,
  },
  {
    name: 'the page is busy for nine seconds',
    steps: [['open'], ['pass', 5], ['sleep', 9], ['pass', 5], ['close']],
    items: [[1, 19]],
  },
  {
    name: 'the page hangs for eleven: that is held for sleep',
    steps: [['open'], ['pass', 5], ['sleep', 11], ['pass', 5], ['close']],
    items: [[1, 11]],
  },
  {
    name: 'the wall clock is set an hour forward',
    steps: [['open'], ['pass', 5], ['jump', HOUR], ['pass', 5], ['close']],
    items: [[1, 10]],
  },
  {
    name: 'the wall clock is set an hour back',
    steps: [['open'], ['pass', 5], ['jump', -HOUR], ['pass', 5], ['close']],
    items: [[1, 10]],
  },
  {
    name: 'the wall clock is set forward by seconds, in the middle of one',
    steps: [['open'], ['pass', 5.25], ['jump', 5], ['pass', 4.75], ['close']],
    items: [[1, 10]],
  },
  {
    name: 'the wall clock is set back by less than a second: the less of both counts',
    steps: [['open'], ['pass', 5], ['jump', -0.5], ['pass', 5], ['close']],
    items: [[1, 9]],
  },
  {
    name: 'the wall clock is set, and the page is closed before the next checkpoint',
    steps: [['open'], ['pass', 7], ['jump', HOUR], ['pass', 2], ['close']],
    items: [[1, 9]],
  },
  {
    name: 'the wall clock is set back by a day while the page is hidden',
    steps: [
      ['open'],
      ['pass', 5],
      ['hide'],
      ['jump', -24 * HOUR],
      ['pass', 10],
      ['show'],
      ['pass', 5],
      ['close'],
    ],
    items: [[1, 10]],
  },
  {
    name: 'the wall clock is set forward and back, and the page changes',
    steps: [
      ['open'],
      ['pass', 5],
      ['jump', HOUR],
      ['pass', 2],
      ['push', '/b'],
      ['pass', 3],
      ['jump', -HOUR],
      ['pass', 4],
      ['close'],
    ],
    // The first one by a clock that was an hour fast.
    items: [
      [3, 7],
      [1, 7],
    ],
  },
];
