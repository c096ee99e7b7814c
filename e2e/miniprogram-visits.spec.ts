import type { Profile } from '../src/testing';
import { expect, test } from './fixtures';
import { appOn, type AppOptions } from './platforms/appOn';
import { quirks } from './platforms/quirks';

const PLUGINS = `
  lib.dwell(),
  lib.pageViews({
    pages(place) {
      places.push(place.path + place.query + place.hash);
      return { page_id: ['/pages/home', '/pages/shape', '/pages/other'].indexOf(place.path) + 1 };
    },
  }),
`;

/** An app of pages with one hook each, which is not launched yet. */
function app(profile: Profile, options: AppOptions = {}) {
  const made = appOn(profile, PLUGINS, options);
  made.run('var places = []');
  return { ...made, places: () => made.run('places') as readonly string[] };
}
const define = (
  { run }: Pick<ReturnType<typeof app>, 'run'>,
  pages = ['home', 'shape', 'other'],
): void => pages.forEach((page) => void run('Page({ onShow() {} })', `pages/${page}.js`));

function launched(profile: Profile, options?: AppOptions) {
  const made = app(profile, options);
  made.run('start()');
  define(made);
  made.launch({ path: 'pages/home' });
  return made;
}

const OLD = { sdkVersion: '3.5.4' };

/** The ways in which a host tells. */
const WAYS: readonly (readonly [name: string, profile: Profile, options?: AppOptions])[] = [
  ['by route events', 'wx'],
  ['by hooks', 'wx', OLD],
  ['by hooks, in Douyin', 'tt'],
  ['by hooks, in Alipay', 'my'],
];

for (const [way, ...given] of WAYS) {
  test(`pages that take the place of others are visits with their whole seconds, ${way}`, async () => {
    const { clock, open, redirect, reLaunch, hide, visits } = launched(...given);
    await clock.advance(10_200);
    redirect('pages/other');
    await clock.advance(2200);
    open('pages/shape');
    await clock.advance(3200);
    reLaunch('pages/home');
    await clock.advance(4200);
    hide();
    await clock.advance(1000);
    expect(visits()).toEqual([
      [1, undefined, 10],
      [3, 1, 2],
      [2, 3, 3],
      [1, 2, 4],
    ]);
  });

  test(`a page opened on top of one with the same path is a visit of its own, ${way}`, async () => {
    const { clock, open, back, reLaunch, hide, visits } = launched(...given);
    await clock.advance(2100);
    open('pages/home', { id: '1' });
    await clock.advance(3100);
    back();
    await clock.advance(4100);
    reLaunch('pages/home');
    await clock.advance(5100);
    hide();
    await clock.advance(1000);
    expect(visits()).toEqual([
      [1, undefined, 2],
      [1, 1, 3],
      [1, 1, 4],
      [1, 1, 5],
    ]);
  });

  test(`a visit that ends as the app hides is sent before it is shown again, ${way}`, async () => {
    const { clock, hide, visits } = launched(...given);
    await clock.advance(4100);
    hide();
    await clock.advance(100);
    expect(visits()).toEqual([[1, undefined, 4]]);
  });

  test(`a page has its path and what it was opened with, ${way}`, async () => {
    const { clock, open, redirect, places } = launched(...given);
    await clock.advance(1000);
    open('pages/shape', { a: '1', 'b&c': 'é=' });
    await clock.advance(1000);
    redirect('pages/other?d=%20');
    await clock.advance(1000);
    expect(places()).toEqual([
      '/pages/home',
      '/pages/shape?a=1&b%26c=%C3%A9%3D',
      '/pages/other?d=%20',
    ]);
  });
}

test('where nobody can replace Page, pages are looked for once a second, which is told once', async () => {
  const made = launched('wx', { ...OLD, before: quirks.readOnly });
  const { clock, open, back, redirect, hide, show, visits, warned } = made;
  await clock.advance(10_200);
  open('pages/shape');
  await clock.advance(5200);
  back();
  await clock.advance(3200);
  redirect('pages/other');
  await clock.advance(4200);
  hide();
  await clock.advance(100);
  const seen = visits();
  expect(seen.map(([page_id, prev_id]) => [page_id, prev_id])).toEqual([
    [1, undefined],
    [2, 1],
    [1, 2],
    [3, 1],
  ]);
  [10, 5, 3, 4].forEach((seconds, i) => expect(Math.abs(seen[i]?.[2] - seconds)).toBeLessThan(2));
  await clock.advance(600_000);
  show();
  await clock.advance(2200);
  hide();
  await clock.advance(1000);
  expect(visits().slice(4)).toEqual([[3, 3, 2]]);
  expect(warned()).toEqual([expect.stringContaining('Page')]);
});

test('a tracker that starts in a page that is there already knows it', async () => {
  const made = app('wx');
  define(made);
  made.launch({ path: 'pages/home' });
  made.run('start()');
  await made.clock.advance(2100);
  made.open('pages/shape');
  await made.clock.advance(4100);
  made.hide();
  await made.clock.advance(1000);
  expect(made.visits()).toEqual([
    [1, undefined, 2],
    [2, 1, 4],
  ]);
});

test('by hooks it notices that one, and those that are defined from then on', async () => {
  const made = app('wx', OLD);
  define(made, ['home']);
  made.launch({ path: 'pages/home' });
  made.run('start()');
  define(made, ['shape', 'other']);
  await made.clock.advance(2100);
  made.open('pages/shape');
  await made.clock.advance(3100);
  made.open('pages/other');
  await made.clock.advance(4100);
  made.hide();
  await made.clock.advance(1000);
  expect(made.visits()).toEqual([
    [1, undefined, 2],
    [2, 1, 3],
    [3, 2, 4],
  ]);
});

test('without pages, as in a mini-game that took the wrong entry, there is no visit and no warning', async () => {
  const { run, launch, clock, hide, visits, warned, errors } = app('wx-game', {
    entry: 'miniprogram',
  });
  run('start()');
  launch();
  await clock.advance(60_000);
  hide();
  await clock.advance(1000);
  expect([visits(), warned(), errors]).toEqual([[], [], []]);
});

test('a page that hides a moment before its app is not seen again in between', async () => {
  const { tap, clock, hide, visits } = launched('wx', OLD);
  await clock.advance(2100);
  tap('onHide');
  await clock.advance(10);
  hide();
  await clock.advance(60_000);
  expect(visits()).toEqual([[1, undefined, 2]]);
});
