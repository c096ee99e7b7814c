import { test } from 'playwright/test';

/** One line of the table. */
export interface Measure {
  /** The group it stands in. */
  readonly part: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The most that it should be. */
  readonly target?: number;
  /** What it is measured against in the same run, if it is. */
  readonly floor?: { readonly name: string; readonly value: number };
}

/** The type of a test's annotations that hold its lines. */
export const MEASURE = 'measure';

/** Leaves a line for the table. */
export const report = (measure: Measure): void =>
  void test.info().annotations.push({ type: MEASURE, description: JSON.stringify(measure) });

export const isMet = ({ value, target }: Measure): boolean | undefined =>
  target === undefined ? undefined : value <= target;
