// What both apps have in common: their address, and the tracker, started before the router as the README has it.
import { behavior, createTracker, dwell, pageViews } from 'tracelet';

/** The page stands where the test has put it, and its routes below it. */
export const base = location.pathname.split('/').slice(0, 3).join('/');

const isRootAPage = new URLSearchParams(location.search).has('root');

window.warnings = [];
window.tracker = createTracker({
  endpoints: [behavior({ url: '/relay/behavior', head: { uid: '80001', openid: 'openid-1' } })],
  plugins: [
    pageViews({
      pages: {
        ...(isRootAPage && { [base]: { page_id: 9 } }),
        [`${base}/home`]: { page_id: 1 },
        [`${base}/game/1`]: { page_id: 2 },
        [`${base}/game/:id`]: { page_id: 3 },
        [`${base}/lazy`]: { page_id: 4 },
      },
    }),
    dwell(),
  ],
  // All of a test in the one request of its exit, in its order.
  flush: { delay: 3600_000 },
  onWarn: (message) => void window.warnings.push(message),
});

/** The chunk of the lazy page comes when the test lets it. */
export const gate = () => window.gate;
