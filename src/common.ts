// What every entry exports beside its `createTracker`.
export { behavior, type BehaviorHead, type BehaviorOptions } from './endpoints/behavior';
export { mediaEvent, type MediaAccount, type MediaEventOptions } from './endpoints/mediaEvent';
export { mta, type MtaOptions } from './endpoints/mta';
export { oper, type OperOptions } from './endpoints/oper';
export { pushData, type PushDataOptions, type PushParams } from './endpoints/pushData';
export type { DwellOptions } from './plugins/dwell';
export { pageViews, type PageViewsOptions } from './plugins/pageViews';

export type {
  Ad,
  Game,
  GroupOperation,
  Kind,
  LiveCode,
  LoanEvent,
  PageVisit,
  PropsArgument,
  PropsOf,
  Unbound,
  Vocabulary,
} from './core/catalogue';
export type { AttentionPort } from './core/attention';
export type { Call } from './core/call';
export type { Batch, Dated, StoredRecord } from './core/batch';
export type { Consent } from './core/consent';
export type {
  AuthorizedOptions,
  Contents,
  EncodeContext,
  Encoded,
  Endpoint,
  EndpointOptions,
  Limits,
  MapContext,
  Outcome,
  Picked,
  Secret,
} from './core/endpoint';
export type { Draft } from './core/draft';
export type { Props, TrackedEvent } from './core/event';
export type { Counted, Counts, DropReason, LaneStats, Stats } from './core/counts';
export type { Observer, Stage } from './core/observe';
export type { Given } from './core/wire';
export type { FlushOptions, TrackerOptions } from './core/options';
export type { Plugin, PluginContext } from './core/plugin';
export type { Retention } from './core/retention';
export type { LastPage } from './core/lastPage';
export type { PageIds, PageSource } from './core/pageSource';
export type * from './core/marks';
export type * from './core/ports';
export type { CodeMark, QrPort } from './core/qr';
export type { Verdict } from './core/settle';
export { createTrackerOn } from './core/createTrackerOn';
export type { FlushResult, Tracker } from './core/tracker';
export type { Duration, Monotonic, Timestamp } from './core/units';
export type { Visit, Visits } from './core/visits';
