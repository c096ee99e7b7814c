import { memoryClock, type MemoryClock } from '../adapters/memory/clock';
import {
  memoryPlatform,
  type MemoryPlatform,
  type MemoryPlatformOptions,
} from '../adapters/memory/memoryPlatform';
import { memoryTransport, type Respond } from '../adapters/memory/transport';
import { createTrackerOn } from '../core/createTrackerOn';
import type { Endpoint } from '../core/endpoint';
import type { Stage } from '../core/observe';
import type { TrackerOptions } from '../core/options';
import type { Urgency, WireRequest } from '../core/ports';
import type { Tracker } from '../core/tracker';
import { answerBy, type Receiver } from './vendors';

/** A tracker in a tab, and what it did. */
export interface Tab {
  readonly tracker: Tracker;
  readonly platform: MemoryPlatform;
  readonly stages: Stage[];
  /** What it sent, in order. */
  readonly sent: {
    readonly request: WireRequest;
    readonly urgency: Urgency;
    readonly at: number;
  }[];
}

export interface TabOptions extends Partial<MemoryPlatformOptions> {
  /** Whether a request goes on when its page is gone. */
  survives?: boolean;
  /** Of the page, when the tracker starts. */
  state?: ReturnType<MemoryPlatform['lifecycle']['state']>;
}

/** One origin's disk, one clock, and the vendors; each tab is opened when a test asks for it. */
export interface World {
  readonly disk: Map<string, string>;
  readonly memo: Map<string, string>;
  readonly clock: MemoryClock;
  open(options: TrackerOptions | readonly Endpoint[], more?: TabOptions): Tab;
  /** Lets `duration` pass in small steps, so that everything that is due is done in time. */
  pass(duration: number): Promise<void>;
  /** Records that stand on disk, in lanes. */
  onDisk(): number;
}

export function createWorld(receiver: Receiver): World {
  const disk = new Map<string, string>();
  const memo = new Map<string, string>();
  const clock = memoryClock();
  return {
    disk,
    memo,
    clock,
    async pass(duration) {
      const steps = Math.min(1000, Math.max(10, duration / 1000));
      for (let i = 0; i < steps; i++) await clock.advance(duration / steps);
    },
    onDisk() {
      let records = 0;
      disk.forEach((text, key) => {
        if (/\/lane\/[^/]+\//.test(key)) records += text.split('\n').length - 1;
      });
      return records;
    },
    open(options, { survives = true, state, respond = answerBy(receiver), ...more } = {}) {
      const sent: Tab['sent'] = [];
      const stages: Stage[] = [];
      const note: Respond = (request, urgency) => {
        sent.push({ request, urgency, at: platform.clock.now() });
        return respond(request, urgency);
      };
      const platform: MemoryPlatform = {
        ...memoryPlatform({ respond: note, disk, memo, clock, ...more }),
        transport: memoryTransport(note, survives),
      };
      if (state) platform.lifecycle.setState(state);
      const tracker = createTrackerOn(
        platform,
        'endpoints' in options ? options : { endpoints: options },
      );
      tracker.observe((stage) => void stages.push(stage));
      return { tracker, platform, stages, sent };
    },
  };
}

/** What does not add up in a tracker's numbers; they must be those of the disk as well. */
export function imbalance(
  { tracker }: Pick<Tab, 'tracker'>,
  { onDisk }: Pick<World, 'onDisk'>,
): string {
  const { recorded, waiting, accepted, handedOver, dropped } = tracker.stats();
  const lost = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  const said = `recorded ${recorded}, waiting ${waiting}, accepted ${accepted}, handed over ${handedOver}, dropped ${lost}`;
  const isEven = recorded === waiting + accepted + handedOver + lost && waiting === onDisk();
  return isEven ? '' : `${said}; on disk ${onDisk()}`;
}
