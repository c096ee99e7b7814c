import type { Page } from 'playwright/test';
import type { ExposureOptions } from '../src/index';
import { received, type Receiver } from './fixtures';
import { test as base } from './trouble';

/** `open` shows a page that has no tracker yet, with `html` in its body. */
export const test = base.extend<{ open: (html: string) => Promise<void> }>({
  open: async ({ page, blank }, use) =>
    use(async (html) => {
      await page.goto(blank);
      await page.evaluate((html) => {
        document.body.innerHTML = html;
      }, html);
    }),
});

/** Makes `tracker` with all endpoints, and with `clicks` and `exposure`; what it records goes at once. */
export const startMarks = (page: Page, options: ExposureOptions = {}): Promise<void> =>
  page.evaluate((options) => {
    const { createTracker, clicks, exposure } = window.tracelet;
    window.warnings = [];
    window.tracker = createTracker({
      endpoints: Object.values(window.endpoints.relay).map((make) => make()),
      plugins: [clicks(), exposure(options)],
      flush: { delay: 0 },
      onWarn: (message) => void window.warnings.push(message),
    });
  }, options);

/** A mark that says which element it is of, for {@link idsOf}. */
export const mark = (id: string, on = 'click'): string =>
  `data-tracelet="custom" data-tracelet-id="${id}" data-tracelet-on="${on}"`;

/** Which of the marks the server has heard of, when it has heard of so many. */
export async function idsOf(receiver: Receiver, count: number): Promise<string[]> {
  const got = await received(receiver, 'mta', count);
  return got.map(({ record }) => record.ei as string);
}
