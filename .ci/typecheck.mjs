// The library as it ships, and beside it every program of .ci/types: one tsc each, all at once.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const programs = [
  'tsconfig.json',
  ...readdirSync(new URL('types', import.meta.url))
    .filter((file) => file.endsWith('.json'))
    .map((file) => `.ci/types/${file}`),
];

for (const program of programs) {
  execFile(process.execPath, [tsc, '-p', program], { cwd: root }, (error, stdout, stderr) => {
    console.log(`${error ? '✗' : '✓'} ${program}`);
    if (!error) return;
    console.log(stdout + stderr);
    process.exitCode = 1;
  });
}
