import type { Stop } from './ports';

/** Where the user shares the app, or keeps it among the favorites. */
export interface SharingPort {
  /** Calls `tell` before the app is asked for what to share. Nothing where nobody can hear of that. */
  watch(tell: (button: 'share' | 'favorite') => void): Stop | undefined;
}
