import type { Setting, Stage } from './stage';

/** A verb of the stage and its words. */
export type Step = { [Verb in keyof Stage]: [Verb, ...Parameters<Stage[Verb]>] }[keyof Stage];

/** What a page visit gives: its page, and its whole seconds; none where it begins. */
export type Item = readonly [page_id: number, seconds: number | null];

export interface Timeline extends Setting {
  readonly name: string;
  readonly steps: readonly Step[];
  /** All that is sent, by the time at which it happened, and then by page. */
  readonly items: readonly Item[];
  /** How many visits these are. Default: each item is one. */
  readonly views?: number;
}

export const times = (count: number, ...steps: Step[]): Step[] =>
  Array.from({ length: count }, () => steps).flat();
