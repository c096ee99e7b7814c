import { test } from 'playwright/test';

/** A cell of the table in docs/support.md. */
export interface Support {
  readonly without: string;
  readonly fallback: string;
  /** What a test has seen in its engine; of what one test tells, the last holds. */
  readonly seen: string;
  /** It depends on a browser's build and settings: it is written, and not held against what others have. */
  readonly varies?: boolean;
}

/** The type of the annotation that has it as JSON. */
export const SUPPORT = 'support';

/** For the reporter, which writes the table or holds it against the one that stands there. */
export function tellSupport(support: Support): void {
  const description = JSON.stringify(support);
  test.info().annotations.push({ type: SUPPORT, description });
}
