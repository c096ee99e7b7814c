import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { BASE, bundlePage, index } from '../../.ci/size/bundlePage.mjs';
import { test } from '../fixtures';
import { report } from './report';

/** In kB. */
const brotli = (content: string | Buffer): number => brotliCompressSync(content).length / 1000;

const TRACKERS = /^createTracker/;

/** What the endpoints and plugins among `names` weigh, with nothing that keeps or sends what they say. */
async function withoutTracker(names: readonly string[]): Promise<number> {
  const { output } = await bundlePage(names.filter((name) => !TRACKERS.test(name)));
  return brotli(output[0].code);
}

test('bytes', async () => {
  const all = Object.keys((await import(pathToFileURL(index).href)) as object);
  for (const [what, file, target, names] of [
    ['the script, everything in it', 'tracelet.min.js', 12, all],
    ['`createTracker`, `behavior`, `pageViews`, `dwell`, bundled', '.size/minimal.js', 5, BASE],
    ['the stub of an async script', 'stub.js', undefined, undefined],
  ] as const) {
    report({
      part: 'What a page loads',
      what,
      value: brotli(readFileSync(new URL(`../../dist/${file}`, import.meta.url))),
      unit: 'kB',
      ...(target && { target }),
      ...(names && {
        floor: {
          name: 'its endpoints and plugins by themselves, without a tracker',
          value: await withoutTracker(names),
        },
      }),
    });
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
