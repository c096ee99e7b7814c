import type { MarkPort, Occasion, Target } from '../core/marks';
import type { PluginContext } from '../core/plugin';
import { print } from '../core/print';

/** Records what `target` says of itself. Nothing of a broken page comes through. */
export function recordMark(
  { track, warn }: PluginContext,
  marks: MarkPort,
  target: Target,
  occasion: Occasion,
): void {
  try {
    const mark = marks.read(target, occasion);
    if (!mark) return;
    if (mark.problem) warn(mark.problem);
    track(mark.kind, mark.props);
  } catch (e) {
    warn(`${occasion}: ${print(e)}`);
  }
}
