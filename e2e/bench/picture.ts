import { isMet, type Measure } from './report';
import { words } from './words';

const WIDTH = 960;
const ROW = 26;
const TOP = 64;
/** Where the bars begin. */
const LEFT = 430;
const RIGHT = WIDTH - 110;
/** Bars end here; what is more has its figure beside it. */
const MOST = 3;

const plain = (text: string): string => text.replaceAll('`', '').replaceAll('<', '&lt;');

/** Each value that has a target, as a bar beside it. */
export function picture(title: string, measures: readonly Measure[]): string {
  const rows = measures.filter(({ target }) => target !== undefined);
  const height = TOP + rows.length * ROW + 40;
  const x = (share: number): number =>
    Math.round(LEFT + ((RIGHT - LEFT) * Math.min(share, MOST)) / MOST);
  const bottom = height - 36;
  const bars = rows.map((measure, i) => {
    const { what, part, value, target = NaN } = measure;
    const y = TOP + i * ROW;
    const colour = isMet(measure) ? '#0b7257' : '#c2571a';
    const end = x(value / target);
    const [first = ''] = part.split(/ of |, | after /);
    const label = /^(A call|\d|The heap)/.test(part) ? `${first}: ${what}` : what;
    return [
      `<text x="${LEFT - 10}" y="${y + 16}" text-anchor="end">${plain(label)}</text>`,
      `<rect x="${LEFT}" y="${y + 4}" width="${Math.max(end - LEFT, 1)}" height="${ROW - 9}" fill="${colour}"/>`,
      `<text x="${end + 6}" y="${y + 16}" fill="${colour}" font-weight="bold" stroke="#fff" stroke-width="4" paint-order="stroke">${words(measure)}</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#444">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="24" y="28" font-size="15" fill="#111">${plain(title)}</text>`,
    `<path d="M${x(1)} ${TOP - 8}V${bottom}" stroke="#111" stroke-dasharray="4 4"/>`,
    ...bars,
    `<text x="${x(1)}" y="${TOP - 14}" text-anchor="middle">target</text>`,
    ...[2, 3].map(
      (times) =>
        `<text x="${x(times)}" y="${bottom + 18}" text-anchor="middle">${times} times it</text>`,
    ),
    `<text x="${LEFT}" y="${bottom + 18}" text-anchor="middle">0</text>`,
    '</svg>',
    '',
  ].join('\n');
}
