import type { Page } from 'playwright/test';
import type { Name } from '../fixtures';

/** How a page is left, at once. */
export const exits = {
  'navigates away': (page: Page, to: string) => page.goto(to),
  'is reloaded': (page: Page) => page.reload(),
  'is closed': (page: Page) => page.close(),
} as const;

export type Exit = keyof typeof exits;

/** In `npm test` each endpoint leaves in one way, and one of them in every way. */
export const isTelling = (name: Name, how: Exit): boolean =>
  name === 'behavior' || how === 'navigates away';

export const waysOut = Object.keys(exits) as Exit[];
