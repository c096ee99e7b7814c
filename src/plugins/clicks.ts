import type { ClickPort, MarkPort } from '../core/marks';
import type { Plugin } from '../core/plugin';
import { recordMark } from './recordMark';

/** Records clicks on elements with `data-tracelet="KIND"`, unless their `data-tracelet-on` says otherwise. */
export function clicksOn(port: ClickPort, marks: MarkPort): Plugin {
  return {
    name: 'clicks',
    problems: [],
    start: (context) =>
      port.watch(
        '[data-tracelet]:not([data-tracelet-on]),[data-tracelet][data-tracelet-on~="click"]',
        (target) => recordMark(context, marks, target, 'click'),
      ),
  };
}
