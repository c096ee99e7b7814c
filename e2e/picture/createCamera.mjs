/** Of the page's time from frame to frame, in ms. */
const STEP = 60;
/** Of the pointer to what it presses, and of the button until it is up, in ms. */
const TRAVEL = 480;
const CLICK = 120;
/** In ms of the page's time; what takes longer never comes. */
const PATIENCE = 15_000;

/** @typedef {import('playwright').Locator} Locator */
/** @typedef {{ png: Buffer, duration: number }} Frame */
/** @typedef {Awaited<ReturnType<typeof createCamera>>} Camera */

/**
 * Films a page whose clock stands still but for the steps that are made here: no frame is missed, however slow the
 * machine is. What the page asks a server in one step is answered before the frame is taken.
 * @param {import('playwright').Page} page
 */
export async function createCamera(page) {
  // The clock that Playwright moves is that of scripts; animations have another.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Animation.enable');
  await cdp.send('Animation.setPlaybackRate', { playbackRate: 0 });
  const underWay = new Set();
  page.on('request', (request) => underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));

  /** @type {Frame[]} */
  const frames = [];
  let at = { x: 560, y: 420 };
  await page.mouse.move(at.x, at.y);

  async function shoot() {
    await page.clock.runFor(STEP);
    while (underWay.size > 0) await page.evaluate(() => undefined);
    await page.evaluate(moveAnimations, STEP);
    const png = await page.screenshot({ caret: 'initial' });
    const last = frames.at(-1);
    if (last?.png.equals(png)) last.duration += STEP;
    else frames.push({ png, duration: STEP });
  }

  /** @param {number} ms */
  async function rest(ms) {
    for (let passed = 0; passed < ms; passed += STEP) await shoot();
  }

  return {
    frames,

    lastFrame() {
      const { png } = /** @type {Frame} */ (frames.at(-1));
      return { png, duration: STEP };
    },

    rest,

    /** @param {Locator} locator what has to be there */
    async restUntil(locator) {
      for (let passed = 0; (await locator.count()) === 0; passed += STEP) {
        if (passed > PATIENCE) throw new Error(`There is still no ${locator}`);
        await shoot();
      }
    },

    /** @param {Locator} locator where the pointer goes, and presses */
    async press(locator) {
      const box = await locator.boundingBox();
      if (!box) throw new Error(`Nobody sees ${locator}`);
      const from = at;
      const to = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      for (let passed = STEP; passed <= TRAVEL; passed += STEP) {
        const way = (1 - Math.cos((Math.PI * passed) / TRAVEL)) / 2;
        at = { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way };
        await page.mouse.move(at.x, at.y);
        await shoot();
      }
      await page.mouse.down();
      await rest(CLICK);
      await page.mouse.up();
      await rest(CLICK);
    },
  };
}

/** @param {number} ms */
function moveAnimations(ms) {
  for (const animation of document.getAnimations()) {
    animation.currentTime = Number(animation.currentTime ?? 0) + ms;
  }
}
