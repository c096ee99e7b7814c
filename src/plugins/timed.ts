import type { AttentionPort } from '../core/attention';
import type { Draft } from '../core/draft';
import type { Props } from '../core/event';
import type { PluginContext } from '../core/plugin';
import { MINUTE, SECOND, inSeconds, type Duration } from '../core/units';
import { createActiveTime, type ActiveTimeOptions } from './activeTime';

/** So much may be missing of what a killed page has counted. */
const CHECKPOINT = (5 * SECOND) as Duration;

/**
 * A page that counts and has not been heard of for so long is held for dead: three checkpoints after the one
 * that it can still write without asking the disk.
 */
const COUNTING = (30 * SECOND) as Duration;

/** A page that nobody looks at, or in which nothing happens, may come back; a session is over by then. */
const RESTING = (30 * MINUTE) as Duration;

/** Something that lasts, and is told with its active seconds when it ends. */
export interface Timed {
  /** What was under way ends. */
  begin(props: object): void;
  /** Says it with `more` props; nothing if nothing is under way. */
  end(more?: Props): void;
  stop(): void;
}

/** A stretch of time that is told once, or in parts if other pages have held this one for dead. */
interface Stretch {
  readonly props: object;
  readonly draft: Draft;
  readonly since: Duration;
  /** Seconds that others have told. */
  told: number;
  /** Seconds on disk. */
  saved: number;
}

/** Tells `kind` with a `duration`; of a page that is killed, the next one tells it. */
export function createTimed(
  context: PluginContext,
  kind: string,
  attention: AttentionPort | undefined,
  options: ActiveTimeOptions,
): Timed {
  let current: Stretch | undefined;
  let isResting = false;

  const secondsOf = ({ since, told }: Stretch): number =>
    inSeconds((time.total() - since) as Duration) - told;

  function save(stretch: Stretch): void {
    isResting = !time.isCounting();
    stretch.saved = secondsOf(stretch);
    stretch.draft.save(
      { ...stretch.props, duration: stretch.saved },
      isResting ? RESTING : COUNTING,
    );
  }

  const time = createActiveTime(context, attention, options, () => {
    if (!current) return;
    const isDue = secondsOf(current) - current.saved >= inSeconds(CHECKPOINT);
    // After a sleep or a jump of the clock it is asked at once, so that an end need not wait for it.
    if (isDue || isResting === time.isCounting() || !current.draft.isOurs()) save(current);
  });

  function end(more?: Props): void {
    const stretch = current;
    current = undefined;
    if (!stretch) return;
    const total = inSeconds((time.total() - stretch.since) as Duration);
    stretch.draft.end(() => {
      const duration = total - stretch.told;
      return duration || !stretch.told ? { ...stretch.props, ...more, duration } : undefined;
    });
  }

  return {
    begin(props) {
      end();
      // Whoever goes to another page or game is there.
      time.hear();
      const draft = context.draft(kind, (said) => {
        stretch.told += Number(said.duration);
        if (stretch === current) save(stretch);
      });
      const stretch: Stretch = { props, draft, since: time.total(), told: 0, saved: 0 };
      current = stretch;
      save(stretch);
    },
    end,
    stop() {
      end();
      time.stop();
    },
  };
}
