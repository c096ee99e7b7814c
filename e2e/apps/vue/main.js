import { base, gate } from '../tracker.js';
import { createApp, h, Transition } from 'vue';
import { createRouter, createWebHistory, RouterLink, RouterView, useRoute } from 'vue-router';

const Home = { render: () => h('h1', 'Home') };
const Game = {
  setup() {
    const route = useRoute();
    return () => h('h1', route.fullPath.replace('/game/', 'Game '));
  },
};
const Lazy = () =>
  Promise.resolve(gate())
    .then(() => import('./Lazy.js'))
    .then(({ Lazy }) => Lazy);

const App = () => [
  ...['/home', '/game/1', '/game/2', '/game/2?tab=2', '/game/2#end', '/lazy'].map((to) =>
    h(RouterLink, { to }, () => to),
  ),
  h(RouterView, null, {
    default: ({ Component, route }) =>
      // The old page goes before the new one comes.
      h(Transition, { name: 'fade', mode: 'out-in' }, () =>
        Component ? h('main', { key: route.path }, [h(Component)]) : null,
      ),
  }),
];

const router = createRouter({
  history: createWebHistory(base),
  routes: [
    { path: '/', redirect: '/home' },
    { path: '/home', component: Home },
    { path: '/game/:id', component: Game },
    { path: '/lazy', component: Lazy },
  ],
});

createApp(App).use(router).mount('#app');
