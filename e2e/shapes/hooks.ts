import type { Definition, Log } from './shape';

export type Hook = (this: Definition, ...args: unknown[]) => unknown;

export const LIFE = ['onLoad', 'onShow', 'onReady', 'onHide', 'onUnload'];
export const MENU = ['onShareAppMessage', 'onShareTimeline', 'onAddToFavorites'];

/** A hook that notes its call, and then does `more`. */
export const noted = (log: Log, name: string, more: Hook = () => undefined): Hook =>
  function (this: Definition, ...args) {
    log(name, this, args);
    return more.apply(this, args);
  };

export const all = (log: Log, names: readonly string[], more?: Hook): Definition =>
  Object.fromEntries(names.map((name) => [name, noted(log, name, more)]));

export const boom: Hook = () => {
  throw new Error('of the app');
};

export const SHARED = { title: 'shared', path: '/pages/shape?x=1' };
export const PROMISED = Promise.resolve(SHARED);
