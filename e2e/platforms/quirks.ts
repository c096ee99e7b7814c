/** Pages and components have of a definition what is under its `keys`, and of a component's methods as well. */
const takes = (keys: string): string => `{
  const { App: app, Page: page, Component: component } = globalThis;
  const read = (given) => {
    const taken = {};
    for (const key of ${keys}) taken[key] = given[key];
    return taken;
  };
  App = (given) => app(read(given));
  Page = (given) => page(read(given));
  Component = (given) => {
    const taken = read(given);
    if (taken.methods) taken.methods = read(taken.methods);
    return component(taken);
  };
}`;

/** Run in a realm before the app: what some hosts do, and the fake one does not. */
export const quirks = {
  /** Nobody can replace the constructors. */
  readOnly: `for (const name of ['App', 'Page', 'Component'])
    Object.defineProperty(globalThis, name, { value: globalThis[name], writable: false });`,
  /** What a definition inherits is nothing. */
  ownProperties: takes('Object.keys(given)'),
  /** Hooks are asked for by their names, wherever they are. */
  namedHooks: takes(`new Set([
    ...Object.keys(given),
    ...['data', 'methods', 'lifetimes', 'pageLifetimes', 'onLaunch', 'onLoad', 'onShow', 'onReady', 'onHide', 'onUnload'],
    ...['onShareAppMessage', 'onShareTimeline', 'onAddToFavorites', 'onPullDownRefresh'],
  ].filter((key) => key in given))`),
};
