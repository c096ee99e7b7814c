import { away } from './away';
import { clocks } from './clocks';
import { killed } from './killed';
import { routes } from './routes';
import { seen } from './seen';
import { used } from './used';

/** What users, browsers and machines do to pages, and what is then told of the visits. */
export const timelines = { seen, used, clocks, away, killed, routes };
