import type { Consent } from './consent';
import type { Endpoint } from './endpoint';
import type { Plugin } from './plugin';
import type { Retention } from './retention';
import type { Duration } from './units';

/** When a batch goes out: when its delay is over or it is full, whichever is first. */
export interface FlushOptions {
  /** Records that make a batch go at once. Default: the endpoint's own limit. */
  records?: number;
  /** Bytes that make a batch go at once. Default: the endpoint's own limit. */
  bytes?: number;
  /** How long the first record of a batch waits for others, in milliseconds. Default: 2000. */
  delay?: number;
}

/** What a tracker is made with. Wrong ones throw, naming the field and the remedy. */
export interface TrackerOptions {
  /** Who gets the events. At least one; two of one name throw. */
  endpoints: readonly Endpoint[];
  /** What records by itself. */
  plugins?: readonly Plugin[];
  /** Namespace on disk; two trackers on one origin differ by it. Default: `tracelet`. */
  name?: string;
  /** When batches go out. Default: two seconds after their first record, or when they are full. */
  flush?: FlushOptions;
  /** What each lane keeps while it cannot deliver. */
  retention?: Retention;
  /**
   * What holds until the user has decided, by `tracker.consent()` in this visit or in an earlier one.
   * Default: `granted`, or `denied` where the browser says so (Global Privacy Control).
   */
  consent?: Consent;
  /** The share of sessions whose events are recorded, 0 to 1. Default: 1. */
  sample?: number;
  /** Told of each kind of trouble once. Default: `console.warn`. */
  onWarn?: (message: string) => void;
}

/** Long enough to gather what one interaction causes, short enough that a user who leaves has been heard. */
export const FLUSH_DELAY = 2000 as Duration;

/** Throws an error that names the field and the remedy, for anything that could never work. */
export function checkOptions(options: TrackerOptions): void {
  const fail = (message: string): never => {
    throw new Error(`tracelet: ${message}`);
  };
  /** Numbers from 1 on; a delay may be none. */
  const check = (group: string, numbers: object = {}): void => {
    for (const [field, value] of Object.entries(numbers)) {
      if (!(value >= (field === 'delay' ? 0 : 1)))
        fail(`${group}.${field}: ${value} is too little`);
    }
  };
  const {
    endpoints,
    plugins = [],
    name = '',
    flush,
    retention,
    sample = 1,
    consent = 'granted',
  } = options;
  if (!endpoints || !endpoints.length) fail('endpoints: give at least one');
  const names: string[] = [];
  for (const { name, problems, limits } of endpoints) {
    if (names.indexOf(name) >= 0) fail(`endpoints: two have the name ${name}; give one another`);
    names.push(name);
    for (const problem of problems) fail(`${name}: ${problem}`);
    check(`${name}: limits`, limits);
  }
  for (const { name, problems } of plugins)
    for (const problem of problems) fail(`${name}: ${problem}`);
  for (const each of [name, ...names]) {
    if (/[^\w.-]/.test(each)) fail(`name: "${each}" may hold letters, digits, _ - and . only`);
  }
  check('flush', flush);
  check('retention', retention);
  if (!(sample >= 0 && sample <= 1)) fail(`sample: ${sample} is no share from 0 to 1`);
  if (['granted', 'pending', 'denied'].indexOf(consent) < 0) {
    fail(`consent: "${consent}" is none of granted, pending, denied`);
  }
}
