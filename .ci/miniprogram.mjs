// npm run check:miniprogram [-- FOLDER]
// The vendor's own builds, of npm packages and of the app, on the two examples, with the package as npm would pack
// it. miniprogram-ci is 275 MB, so it is installed for this alone, into a temporary folder, or into FOLDER to be kept.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '2.1.42';

const root = fileURLToPath(new URL('..', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'tracelet-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

function npm(cwd, ...args) {
  const { status, stdout, stderr, error } = spawnSync(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    [...args, '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`npm ${args[0]}: ${error ? error.message : stderr}`);
  return stdout.trim();
}

/** Folders must not have a package above them that npm takes for theirs. */
function packageIn(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  return folder;
}

const tools = packageIn(process.argv[2] ? resolve(process.argv[2]) : join(temporary, 'tools'));
npm(tools, 'install', `miniprogram-ci@${VERSION}`);
const ci = createRequire(join(tools, 'package.json'))('miniprogram-ci');
const tarball = join(temporary, npm(root, 'pack', '--pack-destination', temporary));
const privateKeyPath = join(temporary, 'none.key');
writeFileSync(privateKeyPath, 'none: nothing is uploaded');

const dist = join(root, 'miniprogram_dist/');
const published = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.js'),
);

function check(holds, message) {
  if (!holds) throw new Error(message);
}

async function build(name, type, entry) {
  const app = join(temporary, name);
  const isSource = (path) =>
    !/node_modules|miniprogram_npm|package-lock/.test(path.slice(root.length));
  cpSync(join(root, 'demo', name), app, { recursive: true, filter: isSource });
  npm(app, 'install', tarball);

  const { miniProgramPackNum, warnList } = await ci.packNpmManually({
    packageJsonPath: join(app, 'package.json'),
    miniprogramNpmDistDir: app,
  });
  check(miniProgramPackNum === 1, `${name}: ${miniProgramPackNum} packages for miniprograms`);
  // The packages that pages need are built too, whoever asks for them; the first has no entry that this build finds.
  const ours = warnList.filter(({ jsPath }) => !/idb-keyval/.test(jsPath));
  check(ours.length === 0, `${name}: ${JSON.stringify(ours)}`);
  for (const file of published) {
    const [copy, original] = [app + '/miniprogram_npm/tracelet/', dist].map((folder) =>
      readFileSync(folder + file, 'utf8'),
    );
    check(copy === original, `${name}: ${file} is not what was published`);
  }

  const project = new ci.Project({
    appid: 'wx0000000000000000',
    type,
    projectPath: app,
    privateKeyPath,
    ignores: ['node_modules/**/*'],
  });
  // The one thing that a build asks of the vendor's server: how large this appid's app may be.
  project.attr = () => Promise.resolve({ setting: { MaxCodeSize: 2, MaxSubPackageLimit: 100 } });
  const compiled = await ci.getCompiledResult({ project, desc: '', setting: { es6: true } });
  const { files } = await ci.analyseCode(project, { silent: true });
  // What nobody requires is left out of an upload.
  const used = files.filter(({ moduleId }) => moduleId).map(({ path }) => path);
  for (const file of [entry, 'endpoints/pushData.js', 'endpoints/md5.js']) {
    const path = `miniprogram_npm/tracelet/${file}`;
    check(path in compiled && used.includes(path), `${name}: ${path} would not be uploaded`);
  }
  const foreign = used.filter((path) => /^miniprogram_npm\/(?!tracelet\/)/.test(path));
  check(foreign.length === 0, `${name}: ${foreign.join()} would be uploaded`);
  console.log(
    `${name}: built, ${used.filter((path) => path.startsWith('miniprogram_npm')).length} files of the library in use`,
  );
}

await build('miniprogram', 'miniProgram', 'index.js');
await build('minigame', 'miniGame', 'minigame.js');
// Its compiler keeps processes of its own.
process.exit(0);
