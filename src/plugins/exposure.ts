import type { ExposurePort, MarkPort } from '../core/marks';
import type { Plugin } from '../core/plugin';
import { recordMark } from './recordMark';
import { createViewable } from './viewable';

/** How often an element counts as seen. */
export interface ExposureOptions {
  /** Records an element again each time it has left the view and come back. Default: once. */
  again?: boolean;
}

/** Records elements with `data-tracelet="KIND"` and `data-tracelet-on="show"` when they have been seen. */
export function exposureOn(
  port: ExposurePort,
  marks: MarkPort,
  options: ExposureOptions = {},
): Plugin {
  return {
    name: 'exposure',
    problems: [],
    start: (context) =>
      createViewable(
        context,
        port,
        '[data-tracelet][data-tracelet-on~="show"]',
        !!options.again,
        (target) => recordMark(context, marks, target, 'show'),
      ),
  };
}
