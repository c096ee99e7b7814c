import type { Page } from 'playwright/test';
import type { ExposureOptions } from '../src/index';
import { expect, flush, received, test } from './fixtures';

const startMarks = (page: Page, options: ExposureOptions = {}): Promise<void> =>
  page.evaluate((options) => {
    const { createTracker, clicks, exposure } = window.tracelet;
    window.warnings = [];
    window.tracker = createTracker({
      endpoints: Object.values(window.endpoints.relay).map((make) => make()),
      plugins: [clicks(), exposure(options)],
      onWarn: (message) => void window.warnings.push(message),
    });
  }, options);

test('smoke', async ({ page, blank, server: { receiver } }) => {
  await page.goto(blank);
  await page.evaluate(() => {
    document.body.innerHTML = `<div style="height:3000px">x</div><p id=a data-tracelet="custom" data-tracelet-id="a" data-tracelet-on="click show">x</p>`;
  });
  await startMarks(page);
  await page.locator('#a').scrollIntoViewIfNeeded();
  await received(receiver, 'mta', 1);
  await page.click('#a');
  await received(receiver, 'mta', 2);
  expect(await page.evaluate(() => window.warnings)).toEqual([]);
});
