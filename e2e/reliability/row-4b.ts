import { requested, type Name } from '../fixtures';
import { hanging, killRenderers } from './dying';
import { acceptedIn } from './outcome';
import type { Scenario } from './scenario';
import { track } from './track';
import { conclude, only, reopen, settled } from './visits';

const killedWithTheAnswer = (name: Name, what: 'browser' | 'renderer'): Scenario => ({
  row: '4b',
  name: "killed between the server's answer and our delete; reopened",
  variant: `${name}, the ${what}`,
  async trial(world) {
    const { receiver, blank } = world;
    const launched = what === 'browser' ? await world.launch() : undefined;
    const context = launched?.context ?? (await world.context());
    const page = await settled(context, blank, only(world, name));
    await hanging(page, receiver, async () => {
      await page.evaluate(() => {
        const { tracker, hang } = window as typeof window & { hang(): void };
        tracker.observe(({ kind }) => {
          if (kind === 'judge') hang(); // it is answered, and nothing is written yet
        });
      });
      await track(page, name, 20);
      await page.evaluate(() => window.tracker.flush());
    });
    const [answered] = await requested(receiver, name, 1);
    if (launched) await launched.kill();
    else await killRenderers(page);

    const next = launched ? (await world.launch()).context : context;
    const last = await reopen(next, blank, only(world, name));
    return conclude(world, last, { [name]: 20 }, { excused: acceptedIn(name, answered) });
  },
});

export const row4b: readonly Scenario[] = [
  killedWithTheAnswer('behavior', 'browser'),
  killedWithTheAnswer('behavior', 'renderer'),
  killedWithTheAnswer('oper', 'renderer'),
];
