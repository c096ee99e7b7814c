import type { Stop } from './ports';

/** A page in a frame of this one: the same object each time, while it is there. */
export interface Frame {
  /** It has been taken away. */
  readonly closed: boolean;
}

/** Tells what the frames of a page say. */
export interface FramesPort {
  /**
   * Calls `tell` with each message that a page of one of `origins` sends from a frame in this one; no `frame`:
   * the page that said it is there no more.
   */
  watch(
    origins: readonly string[],
    tell: (data: unknown, frame: Frame | undefined, origin: string) => void,
  ): Stop;
}

/** Reaches the page around this one. */
export interface ShellPort {
  /** Hands it a message if it is of `origin`; throws where that is no origin. */
  post(message: unknown, origin: string): void;
  /** Calls `tell` when this page goes away, and when it is back from a cache. */
  watch(tell: (signal: 'leaving' | 'restored') => void): Stop;
}
