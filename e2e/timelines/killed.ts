import { times, type Timeline } from './timeline';

/** Pages that end without a farewell: on disk is what they had at their last checkpoint. */
export const killed: readonly Timeline[] = [
  {
    name: 'in view after thirteen seconds',
    steps: [['open'], ['pass', 13], ['kill']],
    items: [[1, 10]],
  },
  {
    name: 'right at a checkpoint',
    steps: [['open'], ['pass', 15], ['kill']],
    items: [[1, 15]],
  },
  {
    name: 'before the first checkpoint',
    steps: [['open'], ['pass', 4.999], ['kill']],
    items: [[1, 0]],
  },
  {
    name: 'in its first moment',
    steps: [['open'], ['kill']],
    items: [[1, 0]],
  },
  {
    name: 'after ten minutes of use',
    steps: [['open'], ...times(11, ['pass', 50], ['wheel']), ['pass', 49], ['kill']],
    items: [[1, 595]],
  },
  {
    name: 'hidden',
    steps: [['open'], ['pass', 13], ['hide'], ['pass', 60], ['kill']],
    items: [[1, 13]],
  },
  {
    name: 'hidden twice, and shown in between',
    steps: [
      ['open'],
      ['pass', 3],
      ['hide'],
      ['pass', 60],
      ['show'],
      ['pass', 4.5],
      ['hide'],
      ['pass', 60],
      ['kill'],
    ],
    items: [[1, 7]],
  },
  {
    name: 'without the focus',
    steps: [['open'], ['pass', 13], ['blur'], ['pass', 10], ['kill']],
    items: [[1, 13]],
  },
  {
    name: 'four seconds after the focus came back: the next checkpoint was five after it',
    steps: [['open'], ['pass', 3], ['blur'], ['pass', 1], ['focus'], ['pass', 4], ['kill']],
    items: [[1, 3]],
  },
  {
    name: 'idle',
    steps: [['open'], ['pass', 100], ['kill']],
    items: [[1, 60]],
  },
  {
    name: 'on its second route',
    steps: [['open'], ['pass', 7.5], ['push', '/b'], ['pass', 12], ['kill']],
    items: [
      [1, 7],
      [3, 10],
    ],
  },
  {
    name: 'after it came back out of the cache',
    steps: [['open'], ['pass', 5], ['leave'], ['pass', 30], ['back'], ['pass', 13], ['kill']],
    items: [
      [1, 5],
      [1, 10],
    ],
  },
  {
    name: 'after it has slept: what it had is on disk as soon as it wakes, with the second of sleep that counts',
    steps: [['open'], ['pass', 13], ['sleep', 3600], ['kill']],
    items: [[1, 14]],
  },
  {
    name: 'after the wall clock was set, forward and back',
    steps: [
      ['open'],
      ['pass', 7],
      ['jump', 3600],
      ['pass', 7],
      ['jump', -7200],
      ['pass', 7],
      ['kill'],
    ],
    items: [[1, 20]],
  },
  {
    name: 'and so is the tab behind it',
    steps: [
      ['open', 'a'],
      ['pass', 7],
      ['open', 'b', 'elsewhere'],
      ['pass', 13],
      ['kill', 'b'],
      ['kill', 'a'],
    ],
    // The one behind is in view when the other is gone.
    items: [
      [4, 10],
      [1, 7],
    ],
  },
  {
    name: 'its beginning and its end have the same id',
    visit: 'both',
    steps: [['open'], ['pass', 13], ['kill']],
    items: [
      [1, null],
      [1, 10],
    ],
    views: 1,
  },
  {
    name: 'the next page tells it thirty seconds after the last checkpoint, and no sooner',
    steps: [
      ['open', 'a'],
      ['pass', 13],
      ['kill', 'a'],
      ['open', 'b', 'elsewhere'],
      ['pass', 26.9],
      ['sent', 0, 'b'],
      ['pass', 0.2],
      ['sent', 1, 'b'],
      ['pass', 5],
      ['close', 'b'],
    ],
    items: [
      [1, 10],
      [4, 32],
    ],
  },
  {
    name: 'hidden, with another tab in view, which tells it after half an hour, and no sooner',
    steps: [
      ['open', 'a'],
      ['pass', 13],
      ['open', 'b', 'elsewhere'],
      ['pass', 10],
      ['kill', 'a'],
      ['pass', 1789.9],
      ['sent', 0, 'b'],
      ['pass', 0.2],
      ['sent', 1, 'b'],
      ['close', 'b'],
    ],
    items: [
      [1, 13],
      [4, 60],
    ],
  },
  {
    name: 'with two tabs left, which do not both tell it',
    steps: [
      ['open', 'a'],
      ['pass', 13],
      ['kill', 'a'],
      ['open', 'b', 'elsewhere'],
      ['pass', 3],
      ['openWindow', 'c', 'elsewhere'],
      ['pass', 57],
      ['sent', 1, 'b'],
      ['sent', 1, 'c'],
      ['close', 'b'],
      ['close', 'c'],
    ],
    items: [
      [1, 10],
      [4, 57],
      [4, 60],
    ],
  },
];
