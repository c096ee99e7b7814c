/**
 * The `Promise` of iOS up to 15, run in the realm: each reaction is a `setTimeout`, so timers that were started before
 * go first. (`async` functions have the engine's own promises there, too.)
 */
export const MACROTASK_PROMISE = `(function (reject) {
  'use strict';
  const later = (run) => setTimeout(run, 0);

  class Promise {
    constructor(executor) {
      this._state = 'pending';
      this._value = undefined;
      this._reactions = [];
      this._isHandled = false;
      let isDone = false;
      const once = (run) => (value) => {
        if (isDone) return;
        isDone = true;
        run(value);
      };
      const fail = once((reason) => settle(this, 'rejected', reason));
      try {
        executor(once((value) => resolve(this, value)), fail);
      } catch (e) {
        fail(e);
      }
    }
    then(onFulfilled, onRejected) {
      this._isHandled = true;
      return new Promise((resolveNext, rejectNext) => {
        const react = () => {
          const isFulfilled = this._state === 'fulfilled';
          const handler = isFulfilled ? onFulfilled : onRejected;
          if (typeof handler !== 'function') {
            return isFulfilled ? resolveNext(this._value) : rejectNext(this._value);
          }
          try {
            resolveNext(handler(this._value));
          } catch (e) {
            rejectNext(e);
          }
        };
        if (this._state === 'pending') this._reactions.push(react);
        else later(react);
      });
    }
    catch(onRejected) {
      return this.then(undefined, onRejected);
    }
    finally(run) {
      return this.then(
        (value) => Promise.resolve(run()).then(() => value),
        (reason) => Promise.resolve(run()).then(() => Promise.reject(reason)),
      );
    }
    static resolve(value) {
      return value instanceof Promise ? value : new Promise((done) => done(value));
    }
    static reject(reason) {
      return new Promise((done, fail) => fail(reason));
    }
    static all(promises) {
      return new Promise((done, fail) => {
        const values = [];
        const all = Array.from(promises);
        let missing = all.length;
        if (!missing) done(values);
        all.forEach((promise, i) =>
          Promise.resolve(promise).then((value) => {
            values[i] = value;
            if (!--missing) done(values);
          }, fail),
        );
      });
    }
    static race(promises) {
      return new Promise((done, fail) =>
        Array.from(promises).forEach((promise) => Promise.resolve(promise).then(done, fail)),
      );
    }
    static allSettled(promises) {
      return Promise.all(
        Array.from(promises, (promise) =>
          Promise.resolve(promise).then(
            (value) => ({ status: 'fulfilled', value }),
            (reason) => ({ status: 'rejected', reason }),
          ),
        ),
      );
    }
  }

  function resolve(promise, value) {
    if (value === promise) return settle(promise, 'rejected', new TypeError('a promise of itself'));
    if (!value || (typeof value !== 'object' && typeof value !== 'function')) {
      return settle(promise, 'fulfilled', value);
    }
    let isDone = false;
    const once = (run) => (given) => {
      if (isDone) return;
      isDone = true;
      run(given);
    };
    const fail = once((reason) => settle(promise, 'rejected', reason));
    try {
      const { then } = value;
      if (typeof then !== 'function') return settle(promise, 'fulfilled', value);
      later(() => {
        try {
          then.call(value, once((given) => resolve(promise, given)), fail);
        } catch (e) {
          fail(e);
        }
      });
    } catch (e) {
      fail(e);
    }
  }

  function settle(promise, state, value) {
    promise._state = state;
    promise._value = value;
    promise._reactions.forEach(later);
    promise._reactions = [];
    if (state === 'rejected') later(() => promise._isHandled || reject(value));
  }

  Object.defineProperty(globalThis, 'Promise', { value: Promise, writable: true, configurable: true });
})`;
