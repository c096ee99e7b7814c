import { createAds } from './ads';
import type { Core } from './core';
import { deviceApi } from './deviceApi';
import { errorsApi } from './errorsApi';
import { createPageStack } from './pageStack';
import type { Parts } from './parts';
import type { Registry } from './registry';
import { routeEvents } from './routeEvents';
import { enterOptionsOf } from './visibility';

/** What a platform's API and its host work on together. */
export function createParts(
  core: Core,
  registry: () => Registry,
  isTab: (route: string) => boolean | undefined,
): Parts {
  const { realm, listeners } = core;
  const routes = routeEvents(core);
  const nowhere = enterOptionsOf({}, realm.own);
  return {
    errors: errorsApi(core),
    device: deviceApi(core),
    entries: { launch: nowhere, enter: nowhere },
    routes,
    stack: createPageStack(core, registry, routes.begin, isTab),
    shows: listeners(),
    hides: listeners(),
    shares: listeners(),
    timelineShares: listeners(),
    favorites: listeners(),
    ads: createAds(core),
  };
}
