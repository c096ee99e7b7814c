import type { FindPages } from './wxPlatform';

/** A mini-game has none. */
export const noPages: FindPages = () => ({
  current: () => undefined,
  previous: () => undefined,
  watch: () => () => undefined,
});
