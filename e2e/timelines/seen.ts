import { times, type Timeline } from './timeline';

/** Who sees the page: tabs and windows. */
export const seen: readonly Timeline[] = [
  {
    name: 'closed after eleven seconds less a moment',
    steps: [['open'], ['pass', 10.999], ['close']],
    items: [[1, 10]],
  },
  {
    name: 'closed within the first second',
    steps: [['open'], ['pass', 0.999], ['close']],
    items: [[1, 0]],
  },
  {
    name: 'hidden for a minute',
    steps: [['open'], ['pass', 5], ['hide'], ['pass', 60], ['show'], ['pass', 3.5], ['close']],
    items: [[1, 8]],
  },
  {
    name: 'hidden ten times, and parts of seconds add up',
    steps: [['open'], ...times(10, ['pass', 1.5], ['hide'], ['pass', 100], ['show']), ['close']],
    items: [[1, 15]],
  },
  {
    name: 'hidden for a quarter of an hour, and closed there',
    steps: [['open'], ['pass', 7], ['hide'], ['pass', 900], ['close']],
    items: [[1, 7]],
  },
  {
    name: 'minimised for a while',
    steps: [
      ['open'],
      ['pass', 4],
      ['minimize'],
      ['pass', 100],
      ['restore'],
      ['pass', 4],
      ['close'],
    ],
    items: [[1, 8]],
  },
  {
    name: 'opened behind another tab, and shown a minute later',
    steps: [['openBehind'], ['pass', 60], ['show'], ['pass', 9], ['close']],
    items: [[1, 9]],
  },
  {
    name: 'opened behind another tab, and never shown',
    steps: [['openBehind'], ['pass', 60], ['close']],
    items: [],
  },
  {
    name: 'prerendered for a minute, and activated',
    steps: [['openPrerendered'], ['pass', 60], ['activate'], ['pass', 5], ['close']],
    items: [[1, 5]],
  },
  {
    name: 'prerendered, and never activated',
    steps: [['openPrerendered'], ['pass', 60], ['close']],
    items: [],
  },
  {
    name: 'two tabs, now this and now that',
    steps: [
      ['open', 'a'],
      ['pass', 5],
      ['open', 'b', 'elsewhere'],
      ['pass', 7],
      ['show', 'a'],
      ['pass', 3],
      ['show', 'b'],
      ['pass', 2],
      ['close', 'b'],
      ['close', 'a'],
    ],
    items: [
      [1, 8],
      [4, 9],
    ],
  },
  {
    name: 'three tabs, one opened behind the others',
    steps: [
      ['open', 'a'],
      ['pass', 5],
      ['openBehind', 'b', 'a'],
      ['pass', 4],
      ['open', 'c', 'elsewhere'],
      ['pass', 11],
      ['close', 'c'],
      ['show', 'b'],
      ['push', '/b', 'b'],
      ['pass', 6],
      ['close', 'b'],
      ['close', 'a'],
    ],
    items: [
      [1, 0],
      [4, 11],
      [1, 9],
      [3, 6],
    ],
  },
  {
    name: 'two windows side by side, of which one has the focus',
    steps: [
      ['open', 'a'],
      ['pass', 5],
      ['openWindow', 'b', 'elsewhere'],
      ['blur', 'a'],
      ['pass', 7],
      ['close', 'b'],
      ['focus', 'a'],
      ['pass', 3],
      ['close', 'a'],
    ],
    items: [
      [4, 7],
      [1, 8],
    ],
  },
  {
    name: 'the same page in two tabs: each its own visit',
    steps: [
      ['open', 'a'],
      ['pass', 5],
      ['open', 'b'],
      ['pass', 7],
      ['close', 'b'],
      ['show', 'a'],
      ['pass', 20],
      ['close', 'a'],
    ],
    items: [
      [1, 7],
      [1, 25],
    ],
  },
  {
    name: 'hidden for an hour while another tab holds it for dead: the rest is told under the same id',
    steps: [
      ['open', 'a'],
      ['pass', 13],
      ['open', 'b', 'elsewhere'],
      ['pass', 3600],
      ['sent', 1, 'b'],
      // So that `a`, when it is back, does not hold `b` for dead: nothing has happened in it for as long.
      ['move', 'b'],
      ['show', 'a'],
      ['pass', 4.5],
      ['close', 'a'],
      ['close', 'b'],
    ],
    items: [
      [1, 13],
      [1, 4],
      [4, 60],
    ],
    views: 2,
  },
  {
    name: 'the tracker stops: what it has is told by the next page',
    steps: [['open'], ['pass', 10], ['stop'], ['pass', 100], ['close']],
    items: [[1, 10]],
  },
  {
    name: 'an item when a visit begins and one when it ends',
    visit: 'both',
    steps: [['open'], ['pass', 10], ['hide'], ['pass', 10], ['show'], ['close']],
    items: [
      [1, null],
      [1, 10],
    ],
    views: 1,
  },
];
