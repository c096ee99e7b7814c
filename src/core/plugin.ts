import type { PropsArgument } from './catalogue';
import type { Draft } from './draft';
import type { Props } from './event';
import type { Platform, Signal, Stop } from './ports';
import type { LastPage } from './lastPage';
import type { Visits } from './visits';

/** What a plugin may do. */
export interface PluginContext {
  /** As the tracker's own. */
  track<K extends string>(kind: K, ...props: PropsArgument<K, unknown>): void;
  /** A fresh trace id, for events that belong together. */
  traceId(): string;
  /**
   * Begins an event that is said when it ends, or by the next page if this one is killed. `onTaken` hears
   * what another page has said of it meanwhile, because this one slept and seemed dead.
   */
  draft<K extends string>(kind: K, onTaken: (said: Props) => void): Draft;
  /** Signals reach plugins before the pipeline acts on them: what is tracked on the way out goes along. */
  onSignal(listener: (signal: Signal) => void): Stop;
  /** Page visits, which `pageViews` tells and others may hear of. */
  readonly visits: Visits;
  /** From which page the user came. */
  readonly lastPage: LastPage;
  /** Names of all plugins of this tracker. */
  readonly plugins: readonly string[];
  /** Where the endpoints are, as their options say it. */
  readonly urls: readonly string[];
  /** The ports of the platform. */
  readonly platform: Platform;
  /** Says it once. */
  warn(message: string): void;
}

/** Something that records by itself. */
export interface Plugin {
  /** What warnings about it begin with; other plugins find it by that. */
  readonly name: string;
  /** What is wrong with its options, each as a sentence; `createTracker` throws the first. */
  readonly problems: readonly string[];
  /** Starts, and returns what stops it and puts back what it patched. */
  start(context: PluginContext): Stop;
}
