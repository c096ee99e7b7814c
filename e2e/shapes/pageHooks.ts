import { all, boom, type Hook, LIFE, MENU, noted, PROMISED, SHARED } from './hooks';
import { shape, type Build, type Definition, type Shape } from './shape';

const page = (name: string, build: Build): Shape => shape('Page', name, build);

/** Pages by their hooks: which there are, how they are made, what they answer, and who else calls them. */
export const pageHooks: readonly Shape[] = [
  page('empty', () => ({})),
  page('every hook', (log) => all(log, [...LIFE, ...MENU])),
  ...LIFE.map((hook) => page(`only ${hook}`, (log) => all(log, [hook]))),
  ...LIFE.map((hook) =>
    page(`${hook} throws`, (log) => ({ ...all(log, LIFE), [hook]: noted(log, hook, boom) })),
  ),
  page('async hooks', (log) => {
    const hooks = LIFE.map((name) => [
      name,
      async function (this: unknown, ...args: unknown[]) {
        await Promise.resolve();
        log(name, this, args);
        return name;
      },
    ]);
    return Object.fromEntries(hooks) as Definition;
  }),
  page('async hooks that reject', (log) =>
    all(log, LIFE, () => Promise.reject(new Error('nobody catches it'))),
  ),
  page('hooks that return values', (log) => all(log, [...LIFE, ...MENU], () => SHARED)),
  page('hooks that return functions, symbols, null', (log) => ({
    onLoad: noted(log, 'onLoad', () => boom),
    onShow: noted(log, 'onShow', () => Symbol.iterator),
    onHide: noted(log, 'onHide', () => null),
  })),
  page('shares a promise', (log) => all(log, MENU, () => PROMISED)),
  page('shares { promise }', (log) => all(log, MENU, () => ({ ...SHARED, promise: PROMISED }))),
  page('sharing throws', (log) => all(log, MENU, boom)),
  page('arrow functions', (log) => ({
    onShow: (...args: unknown[]) => log('onShow', 'arrow', args),
    onHide: (...args: unknown[]) => log('onHide', 'arrow', args),
  })),
  page('generators', (log) => ({
    *onShow(this: unknown, ...args: unknown[]) {
      log('onShow', this, args);
      yield 1;
    },
  })),
  page('bound hooks', (log) => ({
    onShow: noted(log, 'onShow').bind({ bound: true }),
    onUnload: noted(log, 'onUnload').bind({ bound: true }),
  })),
  page('hooks with fixed and rest parameters', (log) => ({
    onLoad(this: unknown, query: unknown, ...rest: unknown[]) {
      log('onLoad', this, [query, rest.length]);
    },
    onShow(this: unknown) {
      log('onShow', this, [arguments.length]);
    },
  })),
  page('data, methods, symbols beside them', (log) => ({
    ...all(log, LIFE),
    data: { count: 1, nested: { list: [1, 2] } },
    [Symbol.for('private')]: 7,
    tap: noted(log, 'tap'),
    onLoad: noted(log, 'onLoad', function () {
      (this['tap'] as Hook)(this['data'], this[Symbol.for('private')]);
    }),
  })),
  page('writes to itself', (log) => ({
    onLoad: noted(log, 'onLoad', function () {
      this['since'] = 1;
      (this['setData'] as (data: object) => void)({ loaded: true });
    }),
    onShow: noted(log, 'onShow', function () {
      log('state', this['since'], [this['data']]);
    }),
  })),
  page('hooks that the app calls itself', (log) => ({
    ...all(log, LIFE),
    onLoad: noted(log, 'onLoad', function () {
      return (this['onShow'] as Hook).call(this, 'by hand', 1);
    }),
    onPullDownRefresh: noted(log, 'onPullDownRefresh', function () {
      (this['onShow'] as Hook)();
      (this['onLoad'] as Hook)(this['options']);
    }),
  })),
  page('hooks of the page below', (log, { getCurrentPages }) => ({
    ...all(log, LIFE),
    onReady: noted(log, 'onReady', () => {
      const [below] = getCurrentPages().slice(-2);
      const refresh = below && below['onShow'];
      return typeof refresh === 'function'
        ? (refresh as Hook).call(below as Definition, 'from above')
        : 'none';
    }),
  })),
  page('a hook that calls itself', (log) => ({
    onShow: noted(log, 'onShow', function (deep) {
      return deep ? 'deep' : (this['onShow'] as Hook)(true);
    }),
  })),
  page('a hook that replaces itself', (log) => ({
    onShow: noted(log, 'onShow', function () {
      this['onShow'] = noted(log, 'onShow again');
    }),
  })),
  page('one function for two hooks', (log) => {
    const both = noted(log, 'both');
    return { onShow: both, onHide: both, onShareAppMessage: both };
  }),
  page('one definition for two pages', (log, { Page }) => {
    const given = all(log, LIFE);
    log('first', Page(given), [Object.keys(given)]);
    return given;
  }),
  page('a definition that is looked at afterwards', (log) => {
    const given = all(log, ['onShow']);
    return Object.assign(given, {
      onHide: noted(log, 'onHide', () => [Object.keys(given), given['onShow'] === given['onShow']]),
    });
  }),
  page('a framework around the hooks', (log) => {
    // As Taro, uni-app and others do: the framework owns the hooks, and calls those of the app's component.
    const inner = all(log, [...LIFE, ...MENU], () => 'inner');
    return Object.fromEntries(
      [...LIFE, ...MENU].map((name) => [
        name,
        function (this: unknown, ...args: unknown[]) {
          return (inner[name] as Hook).apply(this as Definition, [...args, 'framework']);
        },
      ]),
    );
  }),
  page('a framework that replaces Page for a moment', (log, globals) => {
    const { Page } = globals;
    const given = all(log, LIFE);
    const twice = (definition: Definition) =>
      Page({ ...definition, onShow: noted(log, 'outer', definition['onShow'] as Hook) });
    twice(given);
    return given;
  }),
  page('behaviors, and no hooks', (log, { Behavior }) => ({
    behaviors: [Behavior({ methods: all(log, ['onShow', 'onHide']), data: { shared: 1 } })],
  })),
  page('behaviors and hooks', (log, { Behavior }) => ({
    ...all(log, LIFE, () => 'own'),
    behaviors: [Behavior({ methods: all(log, ['onShow', 'helper'], () => 'behavior') })],
  })),
];
