import type { FlushResult, Stats } from '../../src/index';
import type { Receiver } from '../fixtures';

export type Fault = NonNullable<Parameters<Receiver['fail']>[1]>;

/** An app with a tracker for mta, on one platform, in a world where time passes when it is told to. */
export interface App {
  readonly receiver: Receiver;
  /** What the server does wrong from here on; nothing more without an argument. */
  fail(fault?: Fault): void;
  /** A refusal says when to come back. Alipay's hosts give the status alone. */
  readonly hearsDates: boolean;
  /** Tracks `length` events in one task, with the numbers from `from` on. */
  track(length: number, from?: number): Promise<void>;
  flush(): Promise<FlushResult>;
  stats(): Promise<Stats>;
  setOnline(isOnline: boolean): Promise<void>;
  hide(): Promise<void>;
  show(): Promise<void>;
  /** Its disk takes nothing more. */
  fillDisk(): Promise<void>;
  /** Ends without a word. */
  kill(): Promise<void>;
  /** Starts again, on the same disk. */
  start(): Promise<void>;
  pass(milliseconds: number): Promise<void>;
  /** Lets time pass until `isSo`, and fails when that takes more than `milliseconds`. */
  passUntil(isSo: () => boolean, milliseconds: number): Promise<void>;
  /** What the host was told. */
  warnings(): Promise<string[]>;
  /** Errors that nothing has caught. */
  readonly errors: readonly string[];
  end(): Promise<void>;
}
