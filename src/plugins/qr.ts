import { traceId as readTraceId } from '../core/fields';
import type { ExposurePort } from '../core/marks';
import type { Plugin } from '../core/plugin';
import type { CodeMark, QrPort } from '../core/qr';
import { createOperation } from './operation';
import { createViewable } from './viewable';

/** How often a code counts as seen. */
export interface QrOptions {
  /** Records a code again each time it has left the view and come back. Default: once. */
  again?: boolean;
}

/** Records live codes that are seen and pressed, and the jumps that lead to them: one operation, one trace id. */
export function qrOn(port: QrPort, exposures: ExposurePort, options: QrOptions = {}): Plugin {
  return {
    name: 'qr',
    problems: [],

    start(context) {
      const { track, traceId, onSignal, warn } = context;
      const operation = createOperation(context);

      function ownTrace({ trace_id }: CodeMark): string | undefined {
        const own = readTraceId(trace_id);
        if (trace_id && !own) warn(`qr: ${trace_id} is no trace_id: it has 32 of [0-9A-Za-z]`);
        return own as string | undefined;
      }

      function record(kind: string, mark: CodeMark | undefined, jump?: string): void {
        const trace = operation.trace(jump);
        if (mark) track(kind, { ...mark, trace_id: ownTrace(mark) || trace });
      }

      operation.look();
      const stops = [
        onSignal((signal) => {
          if (signal === 'restored') operation.forget();
        }),
        createViewable(context, exposures, port.selector, !!options.again, (target) =>
          record('qr_show', port.read(target, 'qr')),
        ),
        port.watchPresses((target) => record('qr_press', port.read(target, 'qr'))),
        port.watchJumps(
          (target) => {
            const mark = port.read(target, 'jump');
            return (mark && ownTrace(mark)) || traceId();
          },
          (target, trace_id) => record('miniprogram_jump', port.read(target, 'jump'), trace_id),
        ),
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}
