import { createContext, runInContext } from 'node:vm';
import type { InnerClock } from './clock';
import { MACROTASK_PROMISE } from './macrotaskPromise';
import { PRELUDE } from './prelude';
import { watchRejections } from './rejections';
import type { Thread } from './thread';
import { createTimers } from './timers';
import type { RealmOptions } from './types';

export type Dict = Record<string, unknown>;

/** What makes values of the realm: there, an array of ours would be no `Array`. */
export interface Makers {
  readonly global: Dict;
  parse(text: string): unknown;
  promise<T>(
    executor: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void,
  ): Promise<T>;
  error(message: string): Error;
  object(): Dict;
  array<T>(items: Iterable<T>): T[];
  buffer(bytes: Iterable<number>): ArrayBuffer;
  frozen(hooks: Dict): Dict;
}

export interface Realm extends Makers {
  readonly context: object;
  readonly logs: string[];
  /** Runs a script that is a function of what it is given. */
  plant(script: string, given: unknown): void;
  /** The same plain data, as values of the realm. */
  own<T>(value: T): T;
}

/** A world of JavaScript with what a miniprogram has in it, and nothing of Node or of a browser. */
export function createRealm(clock: InnerClock, thread: Thread, options: RealmOptions = {}): Realm {
  // As on the devices: neither `eval` nor `new Function`.
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const timers = createTimers(clock, thread);
  const logs: string[] = [];
  const evaluate = (code: string, name: string): unknown =>
    runInContext(code, context, { filename: `fakeHost/${name}` });

  const prelude = evaluate(PRELUDE, 'prelude') as (
    host: Dict,
  ) => Makers & { readonly promisePrototype: object };
  const { promisePrototype, ...makers } = prelude({
    now: clock.now,
    startTimer: timers.start,
    clearTimer: timers.clear,
    log: (level: string, given: unknown[]) =>
      void logs.push(`${level}: ${given.map(String).join(' ')}`),
  });
  const onRejection = (reason: unknown): void => thread.report({ kind: 'rejection', reason });
  watchRejections(promisePrototype, onRejection);
  if (options.promises) {
    (evaluate(MACROTASK_PROMISE, 'promise') as (reject: unknown) => void)(onRejection);
  }
  if (options.frozenApp) makers.global.taroApp = makers.frozen;
  if (options.globalThis === false) delete makers.global.globalThis;

  return {
    ...makers,
    context,
    logs,
    plant: (script, given) => (evaluate(script, 'planted') as (given: unknown) => void)(given),
    own<T>(value: T): T {
      const text = JSON.stringify(value);
      return (text === undefined ? undefined : makers.parse(text)) as T;
    },
  };
}
