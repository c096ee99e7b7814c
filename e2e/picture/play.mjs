/**
 * What the picture shows: somebody plays, the server is down for a while, and nothing is lost.
 * @param {import('playwright').Page} page
 * @param {import('./createCamera.mjs').Camera} camera
 * @returns the frame that tells most by itself: refused twice, and waiting
 */
export async function play(page, { rest, restUntil, press, lastFrame }) {
  const button = (/** @type {string} */ name) => page.getByRole('button', { name, exact: true });
  const answers = page.locator('[data-place=response] [data-testid=tray]');
  const accepted = answers.filter({ has: page.locator('[data-tone=good]') });
  const refused = answers.filter({ hasText: '503 · again at' });

  await rest(600);
  await press(page.getByTestId('game-1-12'));
  for (const card of await page.locator('.pair').all()) {
    if ((await card.getAttribute('data-name')) === 'fish') await press(card);
  }
  await restUntil(accepted.nth(1));
  await press(button('503'));
  await press(page.locator('#button-close'));
  await restUntil(refused.nth(3));
  await rest(720);
  const waiting = lastFrame();
  await press(button('All is well'));
  await restUntil(accepted.nth(3));
  await rest(2500);
  return waiting;
}
