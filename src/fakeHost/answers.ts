import type { InnerClock } from './clock';
import type { Realm } from './realm';
import type { Thread } from './thread';

/** How an asynchronous call of the platform is heard of. */
export interface Callbacks<R = unknown> {
  success?(result: R): void;
  fail?(error: Failure): void;
  complete?(result: R | Failure): void;
}

export interface Failure {
  readonly errMsg: string;
  readonly errno?: number;
}

/** In the platform's own words: `why` without the name of the API. */
export interface Refusal {
  readonly why: string;
  readonly code?: number;
  /** Further fields of Alipay's. */
  readonly more?: object;
}

export const refuse = (why: string, code?: number): { refusal: Refusal } => ({
  refusal: { why, ...(code !== undefined && { code }) },
});

export type Outcome<R> = R | { readonly refusal: Refusal };

/** How a platform words its answers. */
export interface Dialect {
  ok(name: string, result: object): object;
  refused(name: string, refusal: Refusal): object;
  readonly hasPromises: boolean;
}

/** WeChat's, and of all who are like it. */
export const wxDialect = (hasPromises: boolean): Dialect => ({
  hasPromises,
  ok: (name, result) => ({ ...result, errMsg: `${name}:ok` }),
  refused: (name, { why, code }) => ({
    errMsg: `${name}:fail ${why}`,
    ...(code !== undefined && { errno: code }),
  }),
});

export const alipayDialect: Dialect = {
  hasPromises: false,
  ok: (name, result) => result,
  refused: (name, { why, code = 2, more }) => ({ error: code, errorMessage: why, ...more }),
};

/** Milliseconds that an asynchronous call takes. */
export const CALL_TIME = 5;

export interface Answers {
  readonly dialect: Dialect;
  /** Tells the callbacks of an outcome, in the app's thread. */
  tell<R extends object>(name: string, options: Callbacks<never>, outcome: Outcome<R>): void;
  /**
   * An asynchronous call, whose `work` is done when it ends. A promise stands for the callbacks where there are none
   * and the platform has promises.
   */
  later<R extends object>(
    name: string,
    options: Callbacks<never> | undefined,
    work: () => Outcome<R>,
    delay?: number,
  ): Promise<R & { errMsg: string }>;
}

export function createAnswers(
  clock: InnerClock,
  thread: Thread,
  realm: Realm,
  dialect: Dialect,
): Answers {
  function settle(
    name: string,
    outcome: Outcome<object>,
    ok: (result: object) => void,
    refused: (failure: object) => void,
  ): void {
    const own = (words: object): object => Object.assign(realm.object(), words);
    if ('refusal' in outcome) refused(own(dialect.refused(name, outcome.refusal)));
    else ok(own(dialect.ok(name, outcome)));
  }

  function tell(name: string, options: Callbacks<never>, outcome: Outcome<object>): void {
    thread.post(() => {
      settle(
        name,
        outcome,
        (result) => {
          thread.call(options.success, options, result);
          thread.call(options.complete, options, result);
        },
        (failure) => {
          thread.call(options.fail, options, failure);
          thread.call(options.complete, options, failure);
        },
      );
    });
  }

  return {
    dialect,
    tell,
    later(name, options, work, delay = CALL_TIME) {
      const given = options || {};
      const hasCallback = given.success || given.fail || given.complete;
      if (hasCallback || !dialect.hasPromises) {
        clock.after(delay, () => tell(name, given, work()));
        return undefined as never;
      }
      return realm.promise((resolve, reject) => {
        clock.after(delay, () => {
          const outcome = work();
          thread.post(() => settle(name, outcome, resolve as (result: object) => void, reject));
        });
      });
    },
  };
}
