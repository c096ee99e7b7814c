import { expect, test } from 'playwright/test';
import { routeOf } from './routeOf';

test('a page has its path by its platform’s name of it, WeChat’s first, and a component has none', () => {
  const path = 'pages/a';
  const pages = [
    { route: path },
    { __route__: path },
    { uri: path },
    { uri: 'other', __route__: 'another', route: path },
  ];
  expect(pages.map(routeOf)).toEqual(pages.map(() => path));
  const others = [{}, { route: 5 }, undefined, null, path];
  expect(others.map(routeOf)).toEqual(others.map(() => undefined));
});
