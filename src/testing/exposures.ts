import type { ExposurePort, Target, View } from '../core/marks';

/** A screen that shows what it is told to. */
export interface MemoryExposures extends ExposurePort {
  /** So much of `target` is in view from now on. */
  show(target: Target, share: number, more?: Partial<View>): void;
  /** `target` has got another mark. */
  change(target: Target): void;
  /** How many watch. */
  watching(): number;
}

export function memoryExposures(): MemoryExposures {
  const tellers = new Set<(target: Target, view: View | undefined) => void>();
  const tellAll = (target: Target, view: View | undefined): void =>
    tellers.forEach((tell) => tell(target, view));
  return {
    watch(selector, tell) {
      tellers.add(tell);
      return () => void tellers.delete(tell);
    },
    show: (target, share, more) =>
      tellAll(target, { share, isLarge: false, isVideo: false, ...more }),
    change: (target) => tellAll(target, undefined),
    watching: () => tellers.size,
  };
}
