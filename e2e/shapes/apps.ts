import { deepFreeze } from './deepFreeze';
import { all, boom, noted, PROMISED } from './hooks';
import { shape, type Build, type Shape } from './shape';

const app = (name: string, build: Build): Shape => shape('App', name, build);

/** What is given to `App`, which no tracker touches. */
export const apps: readonly Shape[] = [
  app('empty', () => ({})),
  app('every hook', (log) => all(log, ['onLaunch', 'onShow', 'onHide', 'onError'])),
  app('frozen, as Taro does', (log) => deepFreeze(all(log, ['onLaunch', 'onShow', 'onHide']))),
  app('hooks that throw', (log) => all(log, ['onLaunch', 'onShow', 'onHide'], boom)),
  app('async hooks', (log) => all(log, ['onLaunch', 'onShow'], () => PROMISED)),
  app('an instance of a class', (log) => {
    class Main {
      onLaunch(...args: unknown[]) {
        log('onLaunch', this, args);
      }
      onHide = (...args: unknown[]) => log('onHide', 'arrow', args);
    }
    return new Main();
  }),
  app('getters', (log) => ({
    get onShow() {
      return noted(log, 'onShow');
    },
  })),
  app('globalData that hooks change', (log) => ({
    globalData: { n: 0 },
    onShow: noted(log, 'onShow', function () {
      return ++(this['globalData'] as { n: number }).n;
    }),
  })),
];
