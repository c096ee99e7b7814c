import type { BrowserContext, Page } from 'playwright/test';
import { flush, type Receiver } from '../fixtures';
import { label } from './outcome';
import { outlast, timeless } from './patience';
import type { Scenario } from './scenario';
import { numberOf, track } from './track';
import { conclude } from './visits';

/** The endpoints that say who it was. */
const lanes = ['behavior', 'mediaEvent', 'mta'] as const;

/** A tracker that asks the page who is logged in. */
async function visitAs(context: BrowserContext, url: string, user: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await logIn(page, user);
  await page.evaluate(() => {
    const { behavior, mediaEvent, mta } = window.endpoints.relay;
    const user = (): string => Reflect.get(window, 'user') as string;
    window.tracker = window.tracelet.createTracker({
      endpoints: [
        behavior({ head: () => ({ uid: user(), openid: user() }) }),
        mediaEvent({ account: () => ({ account_type: 2, appid: 'wx-1', openid: user() }) }),
        mta({ cui: user }),
      ],
      flush: { delay: 3600_000 },
    });
  });
  await flush(page); // the disk is open
  return page;
}

const logIn = (page: Page, user: string): Promise<void> =>
  page.evaluate((user) => void Object.assign(window, { user }), user);

async function trackAll(page: Page, from: number, length: number): Promise<void> {
  for (const name of lanes) await track(page, name, length, { from });
}

/** Whose the server takes it for. */
const userOf = {
  behavior: ({ head }: Item) => head.uid,
  mediaEvent: ({ head }: Item) => head.account_info.openid,
  mta: ({ record }: Item) => record.cui,
} as const;
type Item = ReturnType<Receiver['received']>[number];

/** What came under another name than its user's, by number. */
const misnamed = (receiver: Receiver, owner: (number: number) => string): string[] =>
  lanes.flatMap((name) =>
    receiver
      .received(name)
      .filter((item) => userOf[name](item) !== owner(numberOf(item.record)))
      .map((item) => `${label(name, numberOf(item.record))} as ${userOf[name](item)}`),
  );

const TRACKED = { behavior: 20, mediaEvent: 20, mta: 20 };
const owner = (number: number): string => (number < 10 ? 'user-A' : 'user-B');

const change = (variant: string, isReload: boolean, isDown: boolean): Scenario => ({
  row: '16b',
  name: "user A's records wait, user B logs in: each under the own name",
  variant,
  async trial(world) {
    const { receiver, blank } = world;
    const context = await timeless(world);
    if (isDown) for (const name of lanes) receiver.fail(name, { status: 503 });
    let page = await visitAs(context, blank, 'user-A');
    await trackAll(page, 0, 5);
    if (isDown) await flush(page);
    await trackAll(page, 5, 5);
    if (isReload) {
      await page.close();
      page = await visitAs(context, blank, 'user-B');
    } else {
      await logIn(page, 'user-B');
    }
    await trackAll(page, 10, 10);
    for (const name of lanes) receiver.fail(name);
    await outlast(page);
    const outcome = await conclude(world, page, TRACKED);
    return { ...outcome, strange: [...outcome.strange, ...misnamed(receiver, owner)] };
  },
});

export const row16b: readonly Scenario[] = [
  change('in the same page', false, false),
  change('in the same page, after a time without a server', false, true),
  change('in a later visit', true, true),
];
