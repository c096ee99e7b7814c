import type { Target } from './marks';
import type { Stop } from './ports';

/** What an element says of the live code that it is, or that it leads to: as it stands there, never trimmed. */
export interface CodeMark {
  /** The code's id. */
  readonly code: string;
  /** As it stands there; see {@link LiveCode}. */
  readonly media_type?: string | undefined;
  /** The operation to which it belongs, if the page knows that better. */
  readonly trace_id?: string | undefined;
}

/** Live codes in a page, and the ways to them. */
export interface QrPort {
  /** Matches what shows a code. */
  readonly selector: string;
  /** What a target says as a code, or as a jump to one; nothing while it names none. */
  read(target: Target, as: 'qr' | 'jump'): CodeMark | undefined;
  /** Calls `tell` with each long press on a code, once. */
  watchPresses(tell: (target: Target) => void): Stop;
  /**
   * Puts the trace id that `begin` gives for a jump into the path of that jump, and calls `tell` with it when the
   * user has taken it.
   */
  watchJumps(
    begin: (target: Target) => string,
    tell: (target: Target, trace_id: string) => void,
  ): Stop;
}
