import { deepFreeze } from './deepFreeze';
import { all, boom, type Hook, LIFE, MENU, noted, SHARED } from './hooks';
import { shape, type Build, type Shape } from './shape';

const component = (name: string, build: Build): Shape => shape('Component', name, build);

/** Pages that are made by `Component`. */
export const components: readonly Shape[] = [
  component('empty', () => ({})),
  component('hooks among the methods', (log) => ({ methods: all(log, [...LIFE, ...MENU]) })),
  component('a method throws', (log) => ({ methods: all(log, LIFE, boom) })),
  component('pageLifetimes alone', (log) => ({
    pageLifetimes: all(log, ['show', 'hide', 'resize']),
  })),
  component('lifetimes', (log) => ({
    lifetimes: all(log, ['attached', 'detached']),
    methods: all(log, ['onLoad']),
  })),
  component('attached and detached as they were before', (log) =>
    all(log, ['attached', 'detached']),
  ),
  component('lifetimes and the older way together', (log) => ({
    ...all(log, ['attached', 'detached'], () => 'older'),
    lifetimes: all(log, ['attached']),
  })),
  component('everything', (log) => ({
    data: { n: 1 },
    properties: { id: String },
    lifetimes: all(log, ['attached', 'detached']),
    pageLifetimes: all(log, ['show', 'hide']),
    methods: all(log, [...LIFE, ...MENU, 'tap'], () => SHARED),
  })),
  component('hooks outside of the methods', (log) => ({ ...all(log, LIFE), methods: {} })),
  component('deeply frozen', (log) =>
    deepFreeze({ methods: all(log, LIFE), pageLifetimes: all(log, ['show', 'hide']) }),
  ),
  component('methods behind a getter', (log) => ({
    get methods() {
      log('get methods', undefined, []);
      return all(log, LIFE);
    },
  })),
  component('methods of a class', (log) => {
    class Methods {
      onShow(...args: unknown[]) {
        log('onShow', this, args);
      }
    }
    return { methods: new Methods() };
  }),
  component('methods that are none', (log) => ({
    methods: null,
    pageLifetimes: undefined,
    lifetimes: all(log, ['attached']),
  })),
  component('hooks of a behavior', (log, { Behavior }) => ({
    behaviors: [
      Behavior({ methods: all(log, ['onShow', 'onHide']), pageLifetimes: all(log, ['show']) }),
    ],
  })),
  component('hooks of a behavior and its own', (log, { Behavior }) => ({
    behaviors: [
      Behavior({ methods: all(log, LIFE, () => 'behavior'), lifetimes: all(log, ['attached']) }),
    ],
    methods: all(log, ['onShow'], () => 'own'),
    pageLifetimes: all(log, ['hide']),
  })),
  component('symbols among the methods', (log) => ({
    methods: { ...all(log, ['onShow']), [Symbol.for('method')]: noted(log, 'symbol') },
  })),
  component('async methods', (log) => ({
    methods: {
      async onLoad(this: unknown, ...args: unknown[]) {
        await Promise.resolve();
        log('onLoad', this, args);
        return 1;
      },
    },
  })),
  component('is used as a component too', (log) => ({
    methods: all(log, ['onShow', 'tap']),
    attached: noted(log, 'attached', function () {
      // No host does this: it is the component's own method.
      return (this['onShow'] as Hook)('own');
    }),
  })),
];
