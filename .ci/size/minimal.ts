// What the size limit measures as "a page that reports its visits".
export { behavior, createTracker, dwell, pageViews } from '../../src/index';
