import { times, type Timeline } from './timeline';

/** Who uses the page: the focus, input, media. */
export const used: readonly Timeline[] = [
  {
    name: 'another window has the focus for a while',
    steps: [['open'], ['pass', 5], ['blur'], ['pass', 30], ['focus'], ['pass', 5], ['close']],
    items: [[1, 10]],
  },
  {
    name: 'the same where the focus does not matter',
    dwell: { focus: false },
    steps: [['open'], ['pass', 5], ['blur'], ['pass', 30], ['focus'], ['pass', 5], ['close']],
    items: [[1, 40]],
  },
  {
    name: 'the focus is lost, and the page closed by its cross',
    steps: [['open'], ['pass', 5.5], ['blur'], ['pass', 100], ['close']],
    items: [[1, 5]],
  },
  {
    name: 'the focus is lost, and a click takes it back',
    steps: [['open'], ['pass', 5], ['blur'], ['pass', 30], ['click'], ['pass', 5], ['close']],
    items: [[1, 10]],
  },
  {
    name: 'the focus is lost, and the pointer passes over the page',
    steps: [['open'], ['pass', 5], ['blur'], ['pass', 10], ['move'], ['pass', 10], ['close']],
    items: [[1, 5]],
  },
  {
    name: 'the focus is lost, then the page hidden, then shown',
    steps: [
      ['open'],
      ['pass', 5],
      ['blur'],
      ['pass', 5],
      ['hide'],
      ['pass', 5],
      ['show'],
      ['pass', 5],
      ['close'],
    ],
    items: [[1, 10]],
  },
  {
    name: 'the focus goes and comes ten times',
    steps: [['open'], ...times(10, ['pass', 2.5], ['blur'], ['pass', 1.5], ['focus']), ['close']],
    items: [[1, 25]],
  },
  {
    name: 'the focus is in a frame of the page, whose input nobody hears',
    steps: [['open'], ['pass', 5], ['enterFrame'], ['pass', 120], ['close']],
    items: [[1, 125]],
  },
  {
    name: 'the focus leaves a frame without a word: noticed a second later',
    steps: [
      ['open'],
      ['pass', 5],
      ['enterFrame'],
      ['pass', 10],
      ['blurSilently'],
      ['pass', 60],
      ['close'],
    ],
    items: [[1, 16]],
  },
  {
    name: 'nobody does anything',
    steps: [['open'], ['pass', 3600], ['close']],
    items: [[1, 60]],
  },
  {
    name: 'a last sign after half a minute',
    steps: [['open'], ['pass', 30], ['move'], ['pass', 3600], ['close']],
    items: [[1, 90]],
  },
  {
    name: 'a sign after all was quiet',
    steps: [['open'], ['pass', 100], ['key'], ['pass', 5], ['close']],
    items: [[1, 65]],
  },
  {
    name: 'every kind of input is a sign',
    steps: [
      ['open'],
      ['pass', 50],
      ['key'],
      ['pass', 50],
      ['wheel'],
      ['pass', 50],
      ['tap'],
      ['pass', 50],
      ['click'],
      ['pass', 50],
      ['move'],
      ['pass', 50],
      ['close'],
    ],
    items: [[1, 300]],
  },
  {
    name: 'another limit of idleness',
    dwell: { idle: 10_000 },
    steps: [['open'], ['pass', 25], ['key'], ['pass', 25], ['close']],
    items: [[1, 20]],
  },
  {
    name: 'a limit that is not whole seconds',
    dwell: { idle: 2600 },
    steps: [['open'], ['pass', 25], ['key'], ['pass', 25], ['close']],
    items: [[1, 5]],
  },
  {
    name: 'nobody does anything, and the focus does not matter',
    dwell: { focus: false },
    steps: [['open'], ['pass', 10], ['blur'], ['pass', 100], ['close']],
    items: [[1, 60]],
  },
  {
    name: 'idle, hidden, and shown again: somebody is there',
    steps: [['open'], ['pass', 100], ['hide'], ['pass', 10], ['show'], ['pass', 30], ['close']],
    items: [[1, 90]],
  },
  {
    name: 'idle, the focus lost, and back again: somebody is there',
    steps: [['open'], ['pass', 100], ['blur'], ['pass', 10], ['focus'], ['pass', 30], ['close']],
    items: [[1, 90]],
  },
  {
    name: 'nearly idle when the page changes: somebody has changed it',
    steps: [['open'], ['pass', 50], ['push', '/b'], ['pass', 50], ['close']],
    items: [
      [1, 50],
      [3, 50],
    ],
  },
  {
    name: 'audio plays, and nobody is idle',
    steps: [['open'], ['play', 'audio'], ['pass', 200], ['close']],
    items: [[1, 200]],
  },
  {
    name: 'audio stops after a while',
    steps: [['open'], ['play', 'audio'], ['pass', 100], ['pause'], ['pass', 200], ['close']],
    items: [[1, 160]],
  },
  {
    name: 'a video begins when all was quiet',
    steps: [['open'], ['pass', 100], ['play', 'video'], ['pass', 30], ['close']],
    items: [[1, 90]],
  },
  {
    name: 'audio plays in a page that nobody sees',
    steps: [
      ['open'],
      ['play', 'audio'],
      ['pass', 10],
      ['hide'],
      ['pass', 100],
      ['show'],
      ['pass', 5],
      ['close'],
    ],
    items: [[1, 15]],
  },
  {
    name: 'ten minutes of reading',
    steps: [['open'], ...times(12, ['pass', 50], ['wheel']), ['close']],
    items: [[1, 600]],
  },
];
