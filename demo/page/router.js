/** @typedef {import('./app.js').Games} Games */
/** @typedef {{ title: string, leave?: () => void }} View */
/** @typedef {(main: HTMLElement, params: string[], games: Games) => View} Mount */

/** @type {(path: string) => void} */
let show = () => {};

/**
 * Goes to a page of this application.
 * @param {string} path
 */
export function go(path) {
  history.pushState(null, '', path);
  show(path);
}

/**
 * Shows the view of the address, now and after each change of it.
 * @param {HTMLElement} main
 * @param {[pattern: RegExp, mount: Mount][]} routes
 * @param {Mount} missing
 * @param {Games} games
 */
export function startRouter(main, routes, missing, games) {
  /** @type {View | undefined} */
  let view;

  show = (path) => {
    const isFirst = view === undefined;
    view?.leave?.();
    main.replaceChildren();
    const [pattern, mount] = routes.find(([known]) => known.test(path)) ?? [/^/, missing];
    const params = (pattern.exec(path) ?? []).slice(1);
    view = mount(main, params, games);
    document.title = `${view.title} · Tangram Box`;
    for (const link of document.querySelectorAll('nav a')) {
      const isHere = link.getAttribute('href') === path;
      if (isHere) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    if (isFirst) return;
    scrollTo(0, 0);
    // A new page starts at its heading, for those who do not see it.
    main.querySelector('h1')?.focus({ preventScroll: true });
  };

  addEventListener('popstate', () => show(location.pathname));
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null;
    const hasModifier = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || hasModifier || event.button !== 0 || event.defaultPrevented) return;
    event.preventDefault();
    const path = link.getAttribute('href') ?? '/';
    if (path !== location.pathname) go(path);
  });
  show(location.pathname);
}
