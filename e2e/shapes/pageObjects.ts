import { deepFreeze } from './deepFreeze';
import { all, LIFE, MENU, noted } from './hooks';
import { shape, type Build, type Shape } from './shape';

const page = (name: string, build: Build): Shape => shape('Page', name, build);

/** Pages by the object that defines them. */
export const pageObjects: readonly Shape[] = [
  page('frozen', (log) => Object.freeze(all(log, [...LIFE, ...MENU]))),
  page('deeply frozen', (log) => deepFreeze({ ...all(log, LIFE), data: { a: { b: 1 } } })),
  page('sealed', (log) => Object.seal(all(log, LIFE))),
  page('read-only properties', (log) =>
    Object.defineProperties(
      {},
      Object.fromEntries(
        LIFE.map((name) => [
          name,
          { value: noted(log, name), enumerable: true, writable: false, configurable: false },
        ]),
      ),
    ),
  ),
  page('properties that are not enumerable', (log) =>
    Object.defineProperties(
      {},
      Object.fromEntries(LIFE.map((name) => [name, { value: noted(log, name) }])),
    ),
  ),
  page('getters', (log) => {
    const given = {};
    for (const name of LIFE) {
      Object.defineProperty(given, name, {
        enumerable: true,
        configurable: true,
        get(this: unknown) {
          log(`get ${name}`, this === given, []);
          return noted(log, name);
        },
      });
    }
    return given;
  }),
  page('getters and setters', (log) => ({
    get onShow() {
      return noted(log, 'onShow');
    },
    set onShow(hook) {
      log('set onShow', hook, []);
    },
    get data() {
      log('get data', undefined, []);
      return { fresh: true };
    },
  })),
  page('a getter that answers nothing', (log) => ({
    get onShow() {
      return undefined;
    },
    onHide: noted(log, 'onHide'),
  })),
  page('undefined and null', (log) => ({
    ...all(log, ['onLoad']),
    onShow: undefined,
    onHide: null,
  })),
  page('things that are no functions', (log) => ({
    ...all(log, ['onLoad']),
    onShow: 'x',
    onHide: 5,
    onUnload: {},
  })),
  page('no prototype', (log) => Object.assign(Object.create(null) as object, all(log, LIFE))),
  page('inherited hooks', (log) => Object.create(all(log, LIFE)) as object),
  page('some own, some inherited', (log) =>
    Object.assign(
      Object.create(all(log, LIFE)) as object,
      all(log, ['onShow', 'onHide'], () => 'own'),
    ),
  ),
  page(
    'a chain of three',
    (log) =>
      Object.create(
        Object.create(
          all(log, ['onLoad', 'onShow']),
          Object.getOwnPropertyDescriptors(all(log, ['onShow'], () => 2)),
        ) as object,
      ) as object,
  ),
  page('an instance of a class', (log) => {
    class Screen {
      data = { made: true };
      onLoad(...args: unknown[]) {
        log('onLoad', this, args);
      }
      onShow(...args: unknown[]) {
        log('onShow', this, args);
      }
    }
    return new Screen();
  }),
  page('a class with arrow fields', (log) => {
    class Screen {
      own = 1;
      onShow = (...args: unknown[]) => log('onShow', this.own, args);
      onHide = (...args: unknown[]) => log('onHide', this.own, args);
    }
    return new Screen();
  }),
  page('a derived class', (log) => {
    class Base {
      onShow(...args: unknown[]) {
        log('Base.onShow', this, args);
        return 'base';
      }
    }
    class Screen extends Base {
      override onShow(...args: unknown[]) {
        log('onShow', this, args);
        return 'derived';
      }
    }
    return new Screen();
  }),
  page('a class with secrets behind getters', (log) => {
    class Screen {
      #secret = { from: 'private' };
      get data() {
        return this.#secret;
      }
      get onShow() {
        const secret = this.#secret;
        return noted(log, 'onShow', () => secret);
      }
    }
    return new Screen();
  }),
  page('a proxy', (log) => new Proxy(all(log, LIFE), {})),
];
