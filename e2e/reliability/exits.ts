import type { Page } from 'playwright/test';

/** How a page is left, at once. */
export const exits = {
  'navigates away': (page: Page, to: string) => page.goto(to),
  'is reloaded': (page: Page) => page.reload(),
  'is closed': (page: Page) => page.close(),
} as const;

export type Exit = keyof typeof exits;

export const waysOut = Object.keys(exits) as Exit[];
