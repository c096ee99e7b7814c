import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { BASE, bundlePage } from '../../.ci/size/bundlePage.mjs';
import { test } from '../fixtures';
import { report } from './report';

const brotli = (file: string): number =>
  brotliCompressSync(readFileSync(new URL(`../../dist/${file}`, import.meta.url))).length / 1000;

test('bytes', () => {
  const part = 'What a page loads';
  for (const [what, file, target] of [
    ['the script, everything in it', 'tracelet.min.js', 12],
    ['`createTracker`, `behavior`, `pageViews`, `dwell`, bundled', '.size/minimal.js', 5],
    ['the stub of an async script', 'stub.js', undefined],
  ] as const) {
    report({ part, what, value: brotli(file), unit: 'kB', ...(target && { target }) });
  }
});

/** What a module is there for, by its path. */
const purposes: readonly (readonly [what: string, path: RegExp])[] = [
  [
    'batches, leases, exits, back-off',
    /core\/(batch|buffer|credential|departure|drafts?|draftedEvent|exchange|flusher|hold|journal|known|lane(State|View)?|lastWrites|lease|openBatch|pipeline|rescan|retention|retry|settle|takeOver|trim|wire|within)\.js/,
  ],
  ['the rest of the core: options, consent, sessions, counts, hooks', /core\//],
  ['a browser’s disk, requests and life of a page', /adapters\/|node_modules\//],
  ['`pageViews` and `dwell`', /plugins\//],
  ['`behavior`', /endpoints\//],
];

test('whose the bytes are', async () => {
  const { output } = await bundlePage(BASE);
  const shares = new Map<string, number>();
  let all = 0;
  for (const [id, { renderedLength }] of Object.entries(output[0].modules)) {
    const [what] = purposes.find(([, path]) => path.test(id)) ?? [];
    if (!what) continue; // what only exports the others
    shares.set(what, (shares.get(what) ?? 0) + renderedLength);
    all += renderedLength;
  }
  const part = 'Profile: the bundled page, by the length of its modules';
  for (const [what, length] of [...shares].sort(([, a], [, b]) => b - a)) {
    report({ part, what, value: (100 * length) / all, unit: '%' });
  }
});
