import { flush, requested, type Name } from '../fixtures';
import { acceptedIn } from './outcome';
import { outlast, timeless } from './patience';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, settled } from './visits';
import type { World } from './world';

/** Longer than anybody waits for an answer. */
const GIVEN_UP = 30_000;

type Fault = NonNullable<Parameters<World['receiver']['fail']>[1]>;

const faults = {
  'hangs, once': { hang: true, times: 1 },
  'hangs, three times': { hang: true, times: 3 },
  'resets the connection before it answers': { reset: 'before', times: 2 },
  'resets it within the body of an answer that had accepted': { reset: 'body', times: 1 },
  'is a captive portal: 200 and HTML': { portal: true, times: 2 },
  'answers 200 and {"ret":5}': { ret: 5, times: 2 },
} as const satisfies Record<string, Fault>;

const troubled = (name: Name, what: keyof typeof faults): Scenario => ({
  row: '9',
  name: 'no answer, or none that means yes; then the server is well',
  variant: `${name} ${what}`,
  async trial(world) {
    const { receiver, blank } = world;
    const fault: Fault = faults[what];
    const tracked = { [name]: 20 };
    const page = await settled(await timeless(world), blank, only(world, name));
    receiver.fail(name, fault);
    await track(page, name, 20);
    for (let hung = 1; fault.hang && hung <= (fault.times ?? 0); hung++) {
      const flushed = flush(page);
      await requested(receiver, name, hung);
      await page.clock.fastForward(GIVEN_UP);
      await flushed;
      await page.clock.fastForward(GIVEN_UP); // the back-off
    }
    await outlast(page);
    const [first] = receiver.requests(name);
    // It was accepted and nobody could hear so: no client knows better than to send it again.
    const excused = fault.reset === 'body' ? acceptedIn(name, first) : [];
    return conclude(world, page, tracked, { excused });
  },
});

export const row9: readonly Scenario[] = [
  ...(Object.keys(faults) as (keyof typeof faults)[]).flatMap((what) => [
    troubled('behavior', what),
    troubled('oper', what),
  ]),
  troubled('mta', 'is a captive portal: 200 and HTML'),
  troubled('mta', 'answers 200 and {"ret":5}'),
  troubled('pushData', 'is a captive portal: 200 and HTML'),
  troubled('pushData', 'answers 200 and {"ret":5}'),
];
