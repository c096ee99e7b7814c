// Breaks each rule of the core and of miniprograms, one at a time, and runs the unit tests beside it: `npm run mutate`,
// or with an expression that a file's name or a rule's sentence matches, `npm run mutate -- 'flusher|the lane'`.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutants } from './mutants.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A mutant may well run for ever; the tests themselves take seconds. */
const PATIENCE = 180_000;

const [wanted = ''] = process.argv.slice(2);
const waiting = mutants.filter(({ rule, file }) => new RegExp(wanted).test(`${file} ${rule}`));
const total = waiting.length;

/** What ends the tests that run. */
const ends = new Set();
// Of its own group, a mutant that runs for ever would outlive who waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    ends.forEach((end) => end());
    process.exit(1);
  });
}

function createWorkshop() {
  const folder = mkdtempSync(join(tmpdir(), 'tracelet-mutate-'));
  for (const part of ['src', 'demo', 'e2e', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/**
 * What the unit tests below `path` say of a workshop as it stands.
 * @param {string} folder
 * @param {string} path
 * @returns {Promise<'passed' | 'failed' | 'hung'>}
 */
const test = (folder, path) =>
  new Promise((resolve) => {
    const cli = join(folder, 'node_modules/playwright/cli.js');
    const words = ['test', '-c', 'e2e', '--project=unit', '--workers=1', '-x', '--reporter=dot'];
    const run = spawn(process.execPath, [cli, ...words, `${path}/`], {
      cwd: folder,
      stdio: 'ignore',
      // The browser is not needed, and not looked for.
      env: { ...process.env, TRACELET_CHROMIUM: 'none' },
      detached: true,
    });
    const end = () => process.kill(-Number(run.pid), 'SIGKILL');
    ends.add(end);
    const timer = setTimeout(() => {
      end();
      resolve('hung');
    }, PATIENCE);
    run.on('exit', (code) => {
      ends.delete(end);
      clearTimeout(timer);
      resolve(code === 0 ? 'passed' : 'failed');
    });
  });

/** @type {import('./mutants.mjs').Mutant[]} */
const survivors = [];
let caught = 0;
let explained = 0;

/** @param {string} folder */
async function work(folder) {
  for (let mutant; (mutant = waiting.shift());) {
    const { file, find, replace, rule } = mutant;
    const path = join(folder, file);
    const code = readFileSync(path, 'utf8');
    if (code.split(find).length !== 2) throw new Error(`${file}: "${find}" stands there not once`);
    writeFileSync(
      path,
      code.replace(find, () => replace),
    );
    const said = await test(folder, dirname(file));
    writeFileSync(path, code);
    const name = `${file.replace(/^src\/(core|adapters)\/|\.ts$/g, '')}: ${rule}`;
    if (said !== 'passed') {
      caught++;
      console.log(`caught     ${name}`);
    } else if (mutant.explained) {
      explained++;
      console.log(`explained  ${name}: ${mutant.explained}`);
    } else {
      survivors.push(mutant);
      console.log(`SURVIVED   ${name}`);
    }
  }
}

const folders = Array.from({ length: availableParallelism() }, createWorkshop);
try {
  for (const path of new Set(waiting.map(({ file }) => dirname(file)))) {
    if ((await test(String(folders[0]), path)) !== 'passed')
      throw new Error('The tests fail unbroken.');
  }
  await Promise.all(folders.map(work));
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
console.log(
  `${total} mutants: ${caught} caught, ${explained} explained, ${survivors.length} survived`,
);
if (survivors.length) process.exitCode = 1;
