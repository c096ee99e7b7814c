import { MINUTE } from '../../src/core/units';
import { DOWN_AT, END, UP_AT } from './outage';

export interface Curve {
  readonly label: string;
  readonly colour: string;
  /** The most requests per second in each step of {@link STEP}. */
  readonly values: readonly number[];
}

/** One point of a curve, in ms. */
export const STEP = MINUTE / 6;

const WIDTH = 960;
const HEIGHT = 440;
const LEFT = 84;
const RIGHT = WIDTH - 24;
const TOP = 64;
const BOTTOM = HEIGHT - 52;

/** Requests per second over time, on a logarithmic scale: the storm and the calm are on one sheet. */
export function picture(title: string, curves: readonly Curve[], steady: number): string {
  const most = Math.max(...curves.flatMap(({ values }) => values));
  const decades = Math.ceil(Math.log10(most));
  const lowest = Math.floor(Math.log10(steady)) - 1;
  const x = (at: number): number => Math.round(LEFT + ((RIGHT - LEFT) * at) / END);
  const y = (rate: number): number => {
    const share = (Math.log10(Math.max(rate, 10 ** lowest)) - lowest) / (decades - lowest);
    return Math.round(BOTTOM - (BOTTOM - TOP) * share);
  };
  const text = (left: number, top: number, words: string, more = ''): string =>
    `<text x="${left}" y="${top}" ${more}>${words}</text>`;
  const across = (rate: number, style: string): string =>
    `<path d="M${LEFT} ${y(rate)}H${RIGHT}" ${style}/>`;

  const grid = Array.from({ length: decades - lowest + 1 }, (_, i) => 10 ** (lowest + i)).map(
    (rate) =>
      across(rate, 'stroke="#e5e5e5"') +
      text(LEFT - 8, y(rate) + 4, rate.toLocaleString('en'), 'text-anchor="end"'),
  );
  const minutes = Array.from({ length: END / MINUTE / 5 + 1 }, (_, i) => i * 5).map((minute) =>
    text(x(minute * MINUTE), BOTTOM + 20, `${minute}`, 'text-anchor="middle"'),
  );
  const marks = [1, 2].map(
    (times) =>
      across(times * steady, 'stroke="#888" stroke-dasharray="4 4"') +
      text(RIGHT, y(times * steady) - 4, times === 1 ? 'steady' : 'twice', 'text-anchor="end"'),
  );
  const lines = curves.map(({ colour, values }) => {
    const points = values.map((value, i) => `${x(i * STEP)},${y(value)}`).join(' ');
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linejoin="round"/>`;
  });
  const legend = curves.map(({ label, colour }, i) =>
    text(LEFT + i * 400, 46, label, `fill="${colour}" font-weight="bold"`),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" fill="#444">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<rect x="${x(DOWN_AT)}" y="${TOP}" width="${x(UP_AT) - x(DOWN_AT)}" height="${BOTTOM - TOP}" fill="#fdeeee"/>`,
    text((x(DOWN_AT) + x(UP_AT)) / 2, TOP + 16, 'server down', 'text-anchor="middle"'),
    text(LEFT, 24, title, 'font-size="15" fill="#111"'),
    ...legend,
    ...grid,
    ...minutes,
    text((LEFT + RIGHT) / 2, HEIGHT - 12, 'minutes', 'text-anchor="middle"'),
    text(LEFT - 8, TOP - 14, 'requests/s', 'text-anchor="end"'),
    ...marks,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}
