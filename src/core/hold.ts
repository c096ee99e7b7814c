import type { Dated } from './batch';
import type { ClockPort } from './ports';
import { SECOND, later, type Duration, type Monotonic } from './units';

/** Clocks that differ by more have jumped or slept. */
const AGREEMENT = SECOND;

/** A blind write cannot check whether its date has passed, so it comes this long before. */
const MARGIN = 15 * SECOND;

/** A date that this tab sets, `span` from now: nobody else may act on the batch before. */
export const holdFor = (span: Duration, clock: ClockPort) => ({
  writtenAt: clock.now(),
  writtenMonotonic: clock.monotonic(),
  availableAt: later(clock.now(), span),
});

/**
 * Whether this tab still holds the date: by both clocks it is far, so that the machine has not slept,
 * and nobody has moved it. Then the batch may be written without asking the disk.
 */
export function isHeld(
  {
    writtenAt,
    writtenMonotonic = NaN as Monotonic,
    availableAt,
  }: Dated & { readonly writtenMonotonic?: Monotonic | undefined },
  clock: ClockPort,
): boolean {
  const elapsed = clock.monotonic() - writtenMonotonic;
  return (
    elapsed < availableAt - writtenAt - MARGIN &&
    Math.abs(clock.now() - writtenAt - elapsed) < AGREEMENT
  );
}
