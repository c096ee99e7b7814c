import type { Ads } from './ads';
import type { deviceApi } from './deviceApi';
import type { errorsApi } from './errorsApi';
import type { Entries } from './infoApi';
import type { Listeners } from './listeners';
import type { PageStack } from './pageStack';
import type { routeEvents } from './routeEvents';
import type { EnterOptions } from './visibility';

/** What a platform's API and its host work on together. */
export interface Parts {
  readonly errors: ReturnType<typeof errorsApi>;
  readonly device: ReturnType<typeof deviceApi>;
  readonly entries: Entries;
  readonly routes: ReturnType<typeof routeEvents>;
  readonly stack: PageStack;
  readonly shows: Listeners<EnterOptions>;
  readonly hides: Listeners<never>;
  readonly shares: Listeners<never>;
  readonly timelineShares: Listeners<never>;
  readonly favorites: Listeners<never>;
  readonly ads: Ads;
}
