import { expect, test } from 'playwright/test';
import { createHost, type Profile } from '../testing';

test('routes are told of around the pages’ own hooks, from base library 3.5.5 on', async () => {
  const { run, launch, open, back, clock } = createHost('wx', { sdkVersion: '3.5.5' });
  const heard = (): unknown => run('heard.splice(0).join(", ")');
  run('heard = []');
  for (const name of ['a', 'b']) {
    const hooks = ['onLoad', 'onShow', 'onReady', 'onHide', 'onUnload'];
    const members = hooks.map((hook) => `${hook}() { heard.push('${name} ${hook}') }`);
    run(`Page({ ${members.join(', ')} })`, `pages/${name}.js`);
  }
  launch();
  await clock.advance(300);
  heard();
  run(`for (const name of ['BeforeAppRoute', 'AppRoute', 'AppRouteDone', 'BeforePageLoad', 'AfterPageLoad', 'BeforePageUnload', 'AfterPageUnload'])
    wx['on' + name](({ path, openType = '' }) => heard.push(name + ' ' + path + ' ' + openType))`);
  open('pages/b', { id: '1' });
  await clock.advance(300);
  expect(heard()).toBe(
    'BeforeAppRoute pages/b navigateTo, a onHide, BeforePageLoad pages/b navigateTo, b onLoad, AfterPageLoad pages/b navigateTo, b onShow, b onReady, AppRoute pages/b navigateTo, AppRouteDone pages/b navigateTo',
  );
  back();
  expect(heard()).toBe(
    'BeforeAppRoute pages/a navigateBack, BeforePageUnload pages/b , b onUnload, AfterPageUnload pages/b , a onShow, AppRoute pages/a navigateBack',
  );
  run('route = undefined; wx.offAppRoute(); wx.onAppRoute((event) => { route = event })');
  open('pages/c', { id: '1' });
  expect(run('JSON.stringify(route)')).toMatch(
    /"path":"pages\/c","query":{"id":"1"}.*"notFound":false/,
  );
});

test('before 3.5.5 nobody tells of routes, nor do the other platforms', () => {
  const hasRoutes = (profile: Profile, sdkVersion: string): unknown => {
    const name = profile.split('-')[0]!;
    return createHost(profile, { sdkVersion }).run(
      `typeof ${name}.onAppRoute + ' ' + (${name}.canIUse ? ${name}.canIUse('onAppRoute') : '')`,
    );
  };
  expect(hasRoutes('wx', '3.5.4')).toBe('undefined false');
  expect(hasRoutes('wx', '2.30.0')).toBe('undefined false');
  expect(hasRoutes('wx', '3.10.0')).toBe('function true');
  for (const profile of ['qq', 'tt', 'my'] as const)
    expect(hasRoutes(profile, '9.0.0')).toBe('undefined false');
});
