import type { Complaints } from './complaints';
import type { Props } from './event';
import { parseObject, toJson } from './json';
import { NativePromise } from './nativePromise';
import type { Pipeline, Said } from './pipeline';
import type { ClockPort } from './ports';
import { print } from './print';
import type { Timestamp } from './units';

/** What memory may hold while nothing may be stored: the disk is not open, or nobody has agreed. */
const LIMIT = 1000;

/** Where events come in: into the pipeline, or to wait until they may be stored. */
export interface Intake {
  track(bound: Props, kind: string, props: Props | undefined, time?: Timestamp): void;
  admit(said: Said): void;
  /** What is said may be stored: the disk has answered, and the user has agreed. */
  isOpen(): boolean;
  /** From here on events go to disk, and those that waited go first. */
  open(): void;
  /** From here on they wait; what waits already is dropped if the user has said no. */
  close(isDenied: boolean): void;
}

/** As it is now, though it is admitted later; of what JSON cannot say, the top level at least. */
const frozen = (said: Said): Said => {
  try {
    return (parseObject(toJson(said)) as unknown as Said | undefined) || said;
  } catch (e) {
    return said;
  }
};

/** `isDenied`: nothing is to be recorded. `hasLeft`: the page has said goodbye. */
export function createIntake(
  pipeline: Pipeline,
  clock: ClockPort,
  attempt: Complaints['attempt'],
  isDenied: () => boolean,
  hasLeft: () => boolean,
): Intake {
  let held: Said[] = [];
  let isOpen = false;

  function admit(said: Said): void {
    try {
      pipeline.admit(said);
    } catch (e) {
      pipeline.drop(said.kind, 'invalid', print(e));
    }
  }

  function release(): Said[] {
    const all = held;
    held = [];
    return all;
  }

  return {
    track(bound, kind, props, time = clock.now()) {
      try {
        if (isDenied()) return pipeline.drop(print(kind), 'denied', '');
        const identities = pipeline.identify();
        const said = { kind: print(kind), props: { ...bound, ...props }, time, identities };
        if (isOpen) admit(said);
        else if (held.length < LIMIT) held.push(frozen(said));
        else pipeline.drop(said.kind, 'overflow', 'too many wait to be stored');
      } catch (e) {
        void attempt(() => pipeline.drop(print(kind), 'invalid', print(e)));
      }
      // The host's own exit handlers run after ours, and what they say still goes along.
      if (hasLeft()) void NativePromise.resolve().then(pipeline.leave);
    },
    admit,
    isOpen: () => isOpen,
    open() {
      isOpen = true;
      release().forEach(admit);
    },
    close(isDenied) {
      isOpen = false;
      if (isDenied) release().forEach(({ kind }) => pipeline.drop(kind, 'denied', ''));
    },
  };
}
