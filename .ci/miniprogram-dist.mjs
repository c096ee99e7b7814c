// What miniprograms get, as it will run there: ES2018 at most, no name that a host may not have, no code made of
// text; and each file loads what it should, when it should, under the names that bundlers get too.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const require = createRequire(import.meta.url);
const cwd = fileURLToPath(new URL('../miniprogram_dist/', import.meta.url));
const entries = { 'index.js': 'miniprogram', 'minigame.js': 'minigame' };

const all = (names, access) => Object.fromEntries(names.split(' ').map((name) => [name, access]));
const hosts = 'wx qq tt swan ks jd my uni';
const given = 'App Page Component Behavior getApp getCurrentPages console';
const timers = 'setTimeout clearTimeout setInterval clearInterval';
/** Of the language, and yet not in every host, or refused there. */
const missing = 'eval Function Proxy Intl Atomics SharedArrayBuffer globalThis global';

const called = (what) => `:matches(CallExpression, NewExpression)[callee.${what}]`;
const forbidden = [
  [called('property.name="constructor"'), 'This may be Function.'],
  [`${called('name="require"')}:not([arguments.0.type="Literal"])`, 'Nobody can follow this.'],
];
const atOnce = [`${called('name="require"')}:not(:function *)`, 'Every app would load this.'];
/** @returns {['error', ...object[]]} */
const noSyntax = (...rules) => [
  'error',
  ...rules.map(([selector, message]) => ({ selector, message })),
];

const eslint = new ESLint({
  cwd,
  overrideConfigFile: true,
  allowInlineConfig: false,
  overrideConfig: [
    {
      languageOptions: {
        ecmaVersion: 2018,
        sourceType: 'commonjs',
        globals: { ...all(`${hosts} ${given} ${timers}`, 'readonly'), ...all(missing, 'off') },
      },
      rules: {
        // window, fetch, URL, TextEncoder …: whatever is neither the language's nor listed above.
        'no-undef': ['error', { typeof: true }],
        'no-implied-eval': 'error',
        'no-restricted-syntax': noSyntax(...forbidden),
      },
    },
    {
      files: Object.keys(entries),
      rules: { 'no-restricted-syntax': noSyntax(...forbidden, atOnce) },
    },
  ],
});

const problems = [];
const told = ({ filePath, messages }) =>
  messages.map(({ line, column, message }) => `${filePath}:${line}:${column} ${message}`);

// Does this check still notice?
const breaches = [
  'typeof window;',
  'globalThis;',
  'eval("0");',
  'new Function("");',
  '(() => {}).constructor("");',
  'setTimeout("0", 1);',
  'import("./a.js");',
  'exports.a = exports.b?.c;',
  'require(exports.a);',
];
for (const [code, filePath] of [
  ...breaches.map((code) => [code, 'a.js']),
  ['require("./a.js");', 'index.js'],
]) {
  const [result] = await eslint.lintText(code, { filePath });
  if (told(result).length === 0) problems.push(`not noticed in ${filePath}: ${code}`);
}

const files = await eslint.lintFiles('**/*.js');
problems.push(...files.flatMap(told));

for (const { filePath } of files) {
  const requireThere = createRequire(filePath);
  for (const [found, path, name] of readFileSync(filePath, 'utf8').matchAll(
    /\brequire\(["'](.+?)["']\)(?:\.(\w+))?/g,
  )) {
    const module = requireThere(path);
    if (name && typeof module[name] !== 'function') problems.push(`${filePath}: no ${found}`);
  }
}

for (const [file, entry] of Object.entries(entries)) {
  const here = Object.keys(require(`${cwd}${file}`))
    .sort()
    .join();
  const there = Object.keys(require(`../dist/cjs/${entry}.cjs`))
    .sort()
    .join();
  if (here !== there) problems.push(`${file} exports ${here}; bundlers get ${there}`);
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`miniprogram_dist: ${files.length} files, nothing in them that a host may not have`);
