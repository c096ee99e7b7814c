import type { Page } from 'playwright/test';
import type { Name } from '../fixtures';

/** How a snippet becomes a whole page, what its user does there, and what the server has to get. */
export interface PagePlay {
  /** Stands before the snippet's own code. */
  before?: string;
  after?: string;
  /** Another snippet that belongs to it, by name: the page's body. */
  body?: string;
  /** Where a snippet's code is part of an expression, or speaks of what is not there. */
  edit?: (code: string) => string;
  act?: (page: Page) => Promise<unknown>;
  arrives: Partial<Record<Name, number>>;
}

/** What a reader has by then: `given` of compile.ts, for real. */
const GIVEN = `
const url = '/relay/behavior', head = { uid: 'U1', openid: 'O1' };
const endpoints = [
  behavior({ url, head }),
  mediaEvent({ url: '/relay/media', account: { account_type: 2, appid: 'A1', openid: 'O1' } }),
  pushData({
    url: '/relay/push',
    appId: 15154545,
    session: '0oesephgt44zbxvza7uddhldc7d9kx56',
    signKey: 'developer_login',
  }),
  mta({ url: '/relay/mta', appKey: 'if8888mta', cui: 'C1' }),
];
`;
const WITH_TRACKER = `${GIVEN}const tracker = createTracker({ endpoints });\n`;

const asPlugin =
  (more = '') =>
  (code: string): string =>
    `createTracker({ endpoints, plugins: [${more}${code.replace(/;[^;]*$/, '')}] });`;

const leave = (page: Page): Promise<unknown> => page.goto('about:blank');

const withSession = (code: string): string =>
  code.replace(/= \(\) => fetch\('\/session'\).*;/, "= '0oesephgt44zbxvza7uddhldc7d9kx56';");

const CAPTURE = 'docs/capture.md ›';
const MIGRATING = 'docs/migrating.md ›';
const CLICKS = `${CAPTURE} Clicks and exposure: clicks, exposure`;
const PUSH = `${MIGRATING} From a fetch of your own to push_data (2)`;
const BEHAVIOR = `${MIGRATING} From calls of ReportBehaviorData by hand (2)`;
const CODES = `${CAPTURE} Live codes and the way to them: qr`;

export const pagePlays: Readonly<Record<string, PagePlay>> = {
  [`${CAPTURE} Page visits: pageViews`]: {
    before: GIVEN,
    edit: (code) => asPlugin()(code.replace("'/docs/*'", "'/e2e/*'")),
    arrives: { behavior: 1 },
  },
  [`${CAPTURE} How long: dwell`]: {
    before: GIVEN,
    edit: (code) =>
      asPlugin("pageViews({ pages: { '*': { page_id: 1 } } }), ")(code.split(';')[0] + ';'),
    act: leave,
    arrives: { behavior: 1 },
  },
  [`${CLICKS} (2)`]: {
    before: GIVEN,
    body: CLICKS,
    act: async (page) => {
      await page.getByText('Play').click();
      await page.locator('a').evaluate((link) => link.removeAttribute('href'));
      await page.getByText('Ad').click();
    },
    // The game, the ad that is shown and clicked; the offer that is seen.
    arrives: { pushData: 3, mta: 1 },
  },
  [CODES]: {
    edit: (code) => code,
    after: `${GIVEN}createTracker({ endpoints, plugins: [qr()] });`,
    act: async (page) => {
      await page
        .locator('img')
        .evaluate((img) => img.setAttribute('style', 'width:99px;height:99px'));
      await page.locator('img').click({ button: 'right' });
    },
    arrives: { mediaEvent: 2 },
  },
  [`${CAPTURE} Ads: ads`]: {
    before: `${GIVEN}
      const heard = [];
      const sdk = { onShow: (f) => heard.push(f), onClick: (f) => heard.push(f), onClose: (f) => heard.push(f) };\n`,
    after: 'heard.forEach((tell) => tell({ isEnded: true }));',
    arrives: { pushData: 4 },
  },
  [`${CAPTURE} Launch and loading: launch`]: { before: GIVEN, arrives: { pushData: 3 } },
  [`${CAPTURE} Games: games`]: { before: GIVEN, arrives: { pushData: 5 } },
  [`${CAPTURE} A script tag that starts by itself`]: {
    edit: (code) => code.replace('"consent":"pending"', '"consent":"granted"'),
    arrives: { behavior: 1 },
  },
  'docs/getting-started-h5.md › Vite (2)': { arrives: { behavior: 1 } },
  [PUSH]: { edit: withSession, arrives: { pushData: 1 } },
  [BEHAVIOR]: { act: leave, arrives: { behavior: 1 } },
  [`${MIGRATING} From MTA's scripts (2)`]: { arrives: { mta: 1 } },
  "docs/privacy.md › The user's decision": {
    before: `${GIVEN}const [agree, refuse] = [document.createElement('button'), document.createElement('button')];\n`,
    after: 'agree.click();',
    arrives: { behavior: 1 },
  },
  'docs/relay.md › The relay: secrets and https, by an ordinary reverse proxy': {
    edit: (code) =>
      `${code}.track('page_leave', { page_id: 1, duration: 1 });`.replace(');.', ').'),
    arrives: { behavior: 1 },
  },
  'docs/troubleshooting.md › Troubleshooting, by symptom': {
    before: WITH_TRACKER,
    after: "tracker.track('custom', { id: 'seen' });",
    arrives: { mta: 1 },
  },
  'docs/troubleshooting.md › Troubleshooting, by symptom (2)': {
    before: WITH_TRACKER,
    after: "tracker.track('custom', { id: 'seen' });",
    arrives: { mta: 1 },
  },
  'docs/vocabulary.md › What is bound, and what belongs together': {
    before: WITH_TRACKER,
    arrives: { pushData: 1, mediaEvent: 2 },
  },
};
