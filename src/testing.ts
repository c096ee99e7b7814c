export { createHost, type Host } from './fakeHost/createHost';
export type { AdErrorCode, HostAd, HostAdKind } from './fakeHost/ads';
export type { HostClock } from './fakeHost/clock';
export type { Driver } from './fakeHost/driver';
export type {
  HostAnswer,
  HostError,
  HostOptions,
  HostRequest,
  Profile,
  Query,
  RealmOptions,
  RequestOutcome,
} from './fakeHost/types';
export type { ShowOptions } from './fakeHost/visibility';
