// Takes from the page what its address names, as browsers are that never had it: `?keepalive&commit`.
{
  const without = location.search.slice(1).split('&');
  const { transaction } = IDBDatabase.prototype;
  const { open } = IDBFactory.prototype;
  const take = {
    keepalive() {
      delete Request.prototype.keepalive;
      const { fetch } = window;
      window.fetch = (input, init) => fetch(input, { ...init, keepalive: false });
    },
    beacon: () => void delete Navigator.prototype.sendBeacon,
    commit: () => void delete IDBTransaction.prototype.commit,
    durability() {
      IDBDatabase.prototype.transaction = function (stores, mode) {
        return transaction.call(this, stores, mode);
      };
    },
    locks: () => void delete Navigator.prototype.locks,
    intersection: () => void delete window.IntersectionObserver,
    indexeddb: () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
    // Every connection but the first is refused: what WebKit does in some lives of a page.
    reopening() {
      let count = 0;
      IDBFactory.prototype.open = function (...args) {
        if (count++) throw new DOMException('the engine refuses', 'UnknownError');
        return open.apply(this, args);
      };
    },
  };
  for (const name of without) if (take[name]) take[name]();

  /** What was rejected and nobody has caught, and what was thrown. */
  window.uncaught = [];
  addEventListener('unhandledrejection', ({ reason }) => window.uncaught.push(String(reason)));
  addEventListener('error', ({ message }) => window.uncaught.push(message));

  // To close connections under the library, as WebKit does.
  window.opened = [];
  const opening = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...args) {
    const request = opening.apply(this, args);
    request.addEventListener('success', () => window.opened.push(request.result));
    return request;
  };

  // In a frame: runs what the page around it asks for, which drivers cannot do alike.
  addEventListener('message', async ({ data: { text, args }, ports: [port] }) => {
    try {
      port.postMessage({ value: await (0, eval)(`(${text})`)(...args) });
    } catch (e) {
      port.postMessage({ why: String(e) });
    }
  });
}
