import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from './fixtures';
import { appOn, type AppOptions } from './platforms/appOn';
import { quirks } from './platforms/quirks';
import { apps } from './shapes/apps';
import { components } from './shapes/components';
import { LIFE, MENU } from './shapes/hooks';
import { pageHooks } from './shapes/pageHooks';
import { pageObjects } from './shapes/pageObjects';
import type { Shape } from './shapes/shape';

const PLUGINS = `
  lib.dwell(),
  lib.pageViews({
    pages: {
      '/pages/home': { page_id: 1 }, '/pages/shape': { page_id: 2 }, '/pages/other': { page_id: 3 },
    },
  }),
  lib.shares({ game: { game_id: 12, game_v: '7.8.8' } }),
`;

type Way = readonly [name: string, options: AppOptions];

const OLD = { sdkVersion: '3.5.4' };
const WAYS: readonly Way[] = [
  ['by route events', { sdkVersion: '3.5.5' }],
  ['by hooks', OLD],
];
/** How a host reads what it is given: the same of a plain object. */
const READINGS: readonly Way[] = [
  ['by hooks that are own properties', { ...OLD, before: quirks.ownProperties }],
  ['by hooks that are asked for by name', { ...OLD, before: quirks.namedHooks }],
];

/** With the files that export them. */
const SHAPES: readonly (readonly [file: string, shapes: readonly Shape[], ways: readonly Way[]])[] =
  [
    ['pageHooks', pageHooks, WAYS],
    ['pageObjects', pageObjects, [...WAYS, ...READINGS]],
    ['components', components, [...WAYS, ...READINGS]],
    ['apps', apps, WAYS],
  ];

const compiled = new Map<string, string>();

/** Shapes are compiled for the app's realm, whose objects, promises and errors they are to be made of. */
function transform(code: string, file: string): string {
  if (!file.endsWith('.ts')) return code;
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
  const known = compiled.get(file) ?? ts.transpileModule(code, { compilerOptions }).outputText;
  compiled.set(file, known);
  return known;
}

/** As it is now; of what no two realms have in common, only what it is. */
function told(value: unknown): unknown {
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || !value) return value;
  if (Array.isArray(value)) return value.map(told);
  const kind = Object.prototype.toString.call(value);
  if (kind !== '[object Object]') return `${kind} ${JSON.stringify(value)}`;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, told(inner)]));
}

/** All that the app and its host can notice, of a shape that is opened, used, left, and opened when the tracker has stopped. */
async function played(file: string, name: string, options: AppOptions, isTracked: boolean) {
  const modules = { shapes: fileURLToPath(new URL('shapes', import.meta.url)) };
  const app = appOn('wx', PLUGINS, { ...options, transform, modules });
  const { run, open, back, tap, clock, global } = app;
  const pages = global['getCurrentPages'] as () => unknown[];

  /** Which of the open pages it is. */
  function nameOf(self: unknown): unknown {
    if (self === (global['getApp'] as () => unknown)()) return 'the app';
    const { route } = Object(self) as { route?: unknown };
    return route ? [route, pages().indexOf(self)] : told(self);
  }

  const log: unknown[] = [];
  global['note'] = (what: string, self: unknown, args: readonly unknown[]) =>
    void log.push([what, nameOf(self), args.map(told)]);

  if (isTracked) run('start()');
  for (const file of ['pages/home.js', 'pages/other.js']) run('Page({ onShow() {} })', file);
  run(`var { ${file} } = require('shapes/${file}')`);
  run(
    `${file}.find(({ name }) => name === ${JSON.stringify(name)}).define(globalThis, note)`,
    'pages/shape.js',
  );
  app.launch({ path: 'pages/home' });
  await clock.advance(2100);

  const answers: unknown[] = [];
  async function use(): Promise<void> {
    open('pages/shape', { a: '1' });
    await clock.advance(2100);
    answers.push(app.share(), app.share('timeline'), app.favorite());
    answers.push(tap('tap'), tap('onPullDownRefresh'));
    app.hide();
    await clock.advance(60_000);
    app.show();
    await clock.advance(2100);
    open('pages/other');
    await clock.advance(2100);
    back();
    await clock.advance(2100);
    back();
    await clock.advance(5000);
  }
  await use();
  const visits = app.visits().map(([page_id, , seconds]) => [page_id, seconds]);
  // What a host throws away, and a framework around the hook does not.
  open('pages/shape');
  for (const hook of [...LIFE, ...MENU]) answers.push(tap(hook, { detail: { by: 'hand' } }));
  back();
  if (isTracked) run('void tracker.stop()');
  await clock.advance(1000);
  await use();

  const errors = app.errors.map(({ kind, reason }) => [kind, String(reason)]);
  const noticed = { log, answers: answers.map(told), errors, console: app.logs };
  return { noticed, visits, warned: app.warned() };
}

test('shapes of apps are many, and no two have one name', () => {
  const names = SHAPES.flatMap(([, shapes]) => shapes.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(50);
  expect([...new Set(names)]).toEqual(names);
});

for (const [file, shapes, ways] of SHAPES) {
  for (const { name } of shapes) {
    test(`the app's calls are the same with a tracker and without: ${name}`, async () => {
      for (const [way, options] of ways) {
        const without = await played(file, name, options, false);
        expect(await played(file, name, options, true), way).toEqual({
          noticed: without.noticed,
          visits: [1, 2, 2, 3, 2].map((page_id) => [page_id, 2]),
          warned: [],
        });
      }
    });
  }
}
