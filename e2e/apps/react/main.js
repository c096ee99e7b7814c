import { base, gate } from '../tracker.js';
import { createElement as h, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Link, Outlet, redirect, useLocation, useParams } from 'react-router';
import { RouterProvider } from 'react-router/dom';

const Home = () => h('h1', null, 'Home');
const Game = () => {
  const { search, hash } = useLocation();
  return h('h1', null, `Game ${useParams().id}${search}${hash}`);
};
const lazy = async () => {
  await gate();
  const { Lazy } = await import('./Lazy.js');
  return { Component: Lazy };
};

const App = () => [
  ...['/home', '/game/1', '/game/2', '/game/2?tab=2', '/game/2#end', '/lazy'].map((to) =>
    h(Link, { key: to, to, viewTransition: true }, to),
  ),
  h('main', { key: 'main' }, h(Outlet)),
];

const router = createBrowserRouter(
  [
    {
      path: '/',
      Component: App,
      HydrateFallback: () => null,
      children: [
        { index: true, loader: () => redirect('/home') },
        { path: 'home', Component: Home },
        { path: 'game/:id', Component: Game },
        { path: 'lazy', lazy },
      ],
    },
  ],
  { basename: base },
);

createRoot(document.getElementById('app')).render(
  h(StrictMode, null, h(RouterProvider, { router })),
);
