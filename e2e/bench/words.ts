import type { Measure } from './report';

/** As many digits as mean something. */
const digits = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });

/** A value with its unit. */
export const words = ({ value, unit }: Pick<Measure, 'value' | 'unit'>): string =>
  `${digits(value)} ${unit}`.trim();
