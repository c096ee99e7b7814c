// What each further endpoint and plugin adds to the page that `minimal.ts` is: the tables in "What it weighs" of both
// READMEs, made of the last `npm run build`. `--write` writes them; without, they have to be true.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { BASE, bundlePage, index } from './bundlePage.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const HEADS = {
  'README.md': '| beside these, in a page | brotli |',
  'README.zh-CN.md': '| 页面里再加上 | brotli |',
};
const REGION = /(<!-- parts -->\n)[^]*(<!-- \/parts -->)/;
/** What is neither in that page nor makes an adapter's `createTracker`. */
const parts = Object.keys(await import(pathToFileURL(index).href)).filter(
  (name) => ![...BASE, 'createTrackerOn'].includes(name),
);

/**
 * In bytes, of a page with `part` beside what it has anyway.
 * @param {string} [part]
 */
async function sizeOf(part) {
  const { output } = await bundlePage([...BASE, ...(part ? [part] : [])]);
  return brotliCompressSync(output[0].code).length;
}

const [bare, ...all] = await Promise.all([undefined, ...parts].map(sizeOf));
/** What each part adds, in kB. */
const added = new Map(parts.map((part, i) => [part, (Number(all[i]) - Number(bare)) / 1000]));

/** The table, a line for each size. */
function table() {
  /** @type {Map<string, string[]>} */
  const bySize = new Map();
  for (const [part, kB] of added) {
    const size = kB.toFixed(1);
    bySize.set(size, [...(bySize.get(size) ?? []), `\`${part}\``]);
  }
  const rows = [...bySize].sort(([a], [b]) => Number(a) - Number(b));
  return rows.map(([size, names]) => `| ${names.join(', ')} | ${size} kB |`).join('\n');
}

/**
 * Of each part, what the text says that it adds.
 * @param {string} text
 */
function said(text) {
  const [region = ''] = REGION.exec(text) ?? [];
  return new Map(
    [...region.matchAll(/^\| (`.*`) \| ([\d.]+) kB \|$/gm)].flatMap(([, names = '', kB]) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, part]) => [part, Number(kB)]),
    ),
  );
}

for (const [file, head] of Object.entries(HEADS)) {
  const text = readFileSync(root + file, 'utf8');
  if (process.argv.includes('--write')) {
    writeFileSync(
      root + file,
      text.replace(REGION, `$1\n${head}\n| --- | --- |\n${table()}\n\n$2`),
    );
    continue;
  }
  const stated = said(text);
  for (const [part, kB] of added) {
    // Any change moves a compressed size by some bytes, so a rounded one may be off by its last digit.
    if (Math.abs((stated.get(part) ?? NaN) - kB) < 0.15) continue;
    console.error(
      `${file}: ${part} adds ${kB} kB, and not ${stated.get(part)}: \`npm run check:parts -- --write\``,
    );
    process.exitCode = 1;
  }
}
