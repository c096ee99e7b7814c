/** What a trial leaves for the table, as a test's annotation of this type. */
export const REPORT = 'reliability';

export interface Report {
  readonly row: string;
  readonly name: string;
  readonly variant: string;
  readonly tracked: number;
  readonly delivered: number;
  readonly doubled: number;
  /** All was delivered that should be, and the rest of the promise is kept. */
  readonly isWhole: boolean;
  /** The share of trials that are to be whole. */
  readonly whole: number;
  readonly complaints: readonly string[];
}
