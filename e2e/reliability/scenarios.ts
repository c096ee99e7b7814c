import { row1 } from './row-1';
import { row2 } from './row-2';
import { row2b } from './row-2b';
import { row2c } from './row-2c';
import { row3 } from './row-3';
import { row4 } from './row-4';
import { row4b } from './row-4b';
import { row5 } from './row-5';
import { row6 } from './row-6';
import { row7 } from './row-7';
import { row8 } from './row-8';
import { row9 } from './row-9';
import { row10 } from './row-10';
import { row10Others } from './row-10-others';
import { row11Bfcache } from './row-11-bfcache';
import { row11Hidden } from './row-11-hidden';
import { row12 } from './row-12';
import { row13 } from './row-13';
import { row14 } from './row-14';
import { row15 } from './row-15';
import { row16 } from './row-16';
import { row16b } from './row-16b';
import { row17 } from './row-17';
import type { Scenario } from './scenario';

/** In the order of the table. */
export const scenarios: readonly Scenario[] = [
  ...row1,
  ...row2,
  ...row2b,
  ...row2c,
  ...row3,
  ...row4,
  ...row4b,
  ...row5,
  ...row6,
  ...row7,
  ...row8,
  ...row9,
  ...row10,
  ...row10Others,
  ...row11Bfcache,
  ...row11Hidden,
  ...row12,
  ...row13,
  ...row14,
  ...row15,
  ...row16,
  ...row16b,
  ...row17,
];
