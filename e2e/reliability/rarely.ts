import type { Scenario } from './scenario';

/** Where `npm test` has a variant that stands for it. */
export const rarely = (scenario: Scenario): Scenario => ({ ...scenario, inEveryRun: false });
