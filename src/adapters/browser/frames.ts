import type { FramesPort } from '../../core/frames';

/** Whether it is in this page, however deep. The page at the top is its own parent. */
const isWithin = (frame: Window): boolean => {
  const { parent } = frame;
  return !!parent && parent !== frame && (parent === window || isWithin(parent));
};

export const browserFrames = (): FramesPort => ({
  watch(origins, tell) {
    const listener = ({ data, origin, source }: MessageEvent): void => {
      if (origins.indexOf(origin) < 0) return;
      const frame = source as Window | null;
      // A page that goes away speaks without a source; if its frame is taken away it may not be heard at all.
      if (!frame || frame.closed) tell(data, undefined, origin);
      else if (isWithin(frame)) tell(data, frame, origin);
    };
    addEventListener('message', listener);
    return () => removeEventListener('message', listener);
  },
});
