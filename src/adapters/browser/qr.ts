import type { QrPort } from '../../core/qr';
import { linkJumps } from './linkJumps';
import { watchPresses } from './presses';
import { weappJumps } from './weappJumps';

const MARK = 'data-tracelet-';
const QR = `${MARK}qr`;
const JUMP = `${MARK}jump`;
const WEAPP = 'wx-open-launch-weapp';

/** Live codes by `data-tracelet-qr="CODE"`, and the ways to them by `data-tracelet-jump="CODE"`. */
export const browserQr = (): QrPort => ({
  selector: `[${QR}]`,

  read(target, as) {
    // By the prototype: a form's fields hide its own methods.
    const said = (name: string): string =>
      Element.prototype.getAttribute.call(target, MARK + name) || '';
    const code = said(as);
    const [media_type, trace_id] = ['media_type', 'trace_id'].map(
      (name) => said(name) || undefined,
    );
    return code ? { code, media_type, trace_id } : undefined;
  },

  watchPresses: (tell) => watchPresses(`[${QR}]`, tell),

  watchJumps(begin, tell) {
    const stops = [
      linkJumps(`[${JUMP}]:not(${WEAPP})`, begin, tell),
      weappJumps(`${WEAPP}[${JUMP}]`, begin, tell),
    ];
    return () => stops.forEach((stop) => stop());
  },
});
