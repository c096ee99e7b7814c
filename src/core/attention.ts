import type { Stop } from './ports';

/** Tells whether the user is with the page that is in view. */
export interface AttentionPort {
  /** Calls `onSign` at each input of the user, and `onChange` when what the others tell may have changed. */
  watch(onSign: () => void, onChange: () => void): Stop;
  /** The focus is in the page or in a frame of it, as far as the platform can tell. */
  isFocused(): boolean;
  /** Something goes on that needs no input: media play, or the user is in a frame whose input nobody hears. */
  isBusy(): boolean;
}
