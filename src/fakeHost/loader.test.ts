import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test as base } from 'playwright/test';
import { createHost } from '../testing';

/** A folder with these files in it. */
const test = base.extend<{ folder: (files: Record<string, string>) => string }>({
  folder: async ({}, use, info) =>
    use((files) => {
      const root = info.outputPath('app');
      for (const [name, text] of Object.entries(files)) {
        const file = join(root, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
      return root;
    }),
});

test('an app is launched from its folder: app.js, then its pages, then its hooks', async ({
  folder,
}) => {
  const root = folder({
    'app.json':
      '{ "pages": ["pages/a/a", "pages/b/b"], "tabBar": { "list": [{ "pagePath": "pages/a/a" }] } }',
    'app.js': `heard = ['app.js ' + typeof require('./util').name]; App({ onLaunch() { heard.push('onLaunch') } })`,
    'util.js': `exports.name = 'util'`,
    'pages/a/a.js': `heard.push('a.js'); require('../../page').create('a')`,
    'pages/b/b.js': `heard.push('b.js'); require('../../page').create('b')`,
    'page.js': `exports.create = (name) => Page({ onLoad() { heard.push(name + ' onLoad ' + this.route) } })`,
  });
  const { launch, open, run } = createHost('wx', { root });
  launch();
  open('pages/b/b');
  expect(run('heard')).toEqual([
    'app.js string',
    'a.js',
    'b.js',
    'onLaunch',
    'a onLoad pages/a/a',
    'b onLoad pages/b/b',
  ]);
});

test('a mini-game is launched from game.js', async ({ folder }) => {
  const { launch, run } = createHost('wx-game', { root: folder({ 'game.js': 'started = true' }) });
  launch();
  expect(run('started')).toBe(true);
});

test('packages are found by their names, files relative to who asks, and each is loaded once', async ({
  folder,
}) => {
  const root = folder({
    'lib/index.js': `loads = (typeof loads === 'number' ? loads : 0) + 1; module.exports = { part: require('./part'), data: require('./data.json') }`,
    'lib/part.js': `exports.that = this === exports; exports.names = [typeof module, typeof process].join()`,
    'lib/data.json': '[1]',
  });
  const { run, require } = createHost('wx', { root, modules: { mine: join(root, 'lib') } });
  const mine = run(
    `const mine = require('mine'); [mine.part.that, mine.part.names, mine.data[0], mine.data instanceof Array].join()`,
  );
  expect(mine).toBe('true,object,undefined'.replace('undefined', 'undefined,1,true'));
  expect(
    run(`require('mine/part') === mine.part && require('./lib/part.js') === mine.part && loads`),
  ).toBe(1);
  expect(require('mine')).toBe(run('mine'));
  expect(() => run(`require('other')`)).toThrow(`module 'other' is not defined`);
});

test('a module can be made JavaScript first', async ({ folder }) => {
  const root = folder({ 'app.ts': 'exports.one = 1 as number;' });
  const { require } = createHost('wx', {
    root,
    transform: (code) => code.replace(' as number', ''),
  });
  expect(require('./app')).toEqual({ one: 1 });
});

test('what fails while it loads is thrown, and tried again', async ({ folder }) => {
  const root = folder({
    'bad.js': `tries = (typeof tries === 'number' ? tries : 0) + 1; throw new Error('bad')`,
  });
  const { run } = createHost('wx', { root });
  expect(() => run(`require('./bad')`)).toThrow('bad');
  expect(() => run(`require('./bad')`)).toThrow('bad');
  expect(run('tries')).toBe(2);
});
