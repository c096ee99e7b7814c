/** Run in the realm before anything else, as a function of what the host supplies. */
export const PRELUDE = `(function (host) {
  'use strict';
  const RealDate = Date;
  const FakeDate = new Proxy(RealDate, {
    construct: (target, given, as) => Reflect.construct(target, given.length ? given : [host.now()], as),
    apply: () => new RealDate(host.now()).toString(),
  });
  RealDate.now = () => host.now();
  RealDate.prototype.constructor = FakeDate;

  const global = globalThis;
  const define = (name, value) =>
    Object.defineProperty(global, name, { value, writable: true, configurable: true });
  define('Date', FakeDate);
  const timer = (name) =>
    define(name, (run, delay, ...given) => host.startTimer(name === 'setInterval', run, delay, given));
  timer('setTimeout');
  timer('setInterval');
  define('clearTimeout', (id) => host.clearTimer(id));
  define('clearInterval', (id) => host.clearTimer(id));
  const log = (level) => (...given) => host.log(level, given);
  define('console', { log: log('log'), info: log('info'), debug: log('debug'), warn: log('warn'), error: log('error') });
  delete global.WebAssembly;
  delete global.SharedArrayBuffer;

  return {
    global,
    promisePrototype: Promise.prototype,
    parse: JSON.parse,
    promise: (executor) => new global.Promise(executor),
    error: (message) => new Error(message),
    object: () => ({}),
    array: (items) => Array.from(items),
    buffer: (bytes) => Uint8Array.from(bytes).buffer,
    frozen(hooks) {
      const descriptors = {};
      for (const key of Object.keys(hooks)) descriptors[key] = { value: hooks[key], enumerable: true };
      return Object.create({ mount() {}, unmount() {} }, descriptors);
    },
  };
})`;
