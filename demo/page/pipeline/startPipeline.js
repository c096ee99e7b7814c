import { createAnnouncer } from './announcer.js';
import { createDwellChart, createRequestChart } from './charts.js';
import { createColumns } from './columns.js';
import { createCrowd } from './crowd.js';
import { openDetails } from './details.js';
import { createEvents } from './events.js';
import { createFlow } from './flow.js';

/** The tracker's default: for so long the first record of a batch waits for others. */
const FLUSH_DELAY = 2000;

/** How often what only time changes is drawn again. */
const TICK = 1000;

/**
 * The pipeline made visible, driven by `observe()` and `stats()` alone.
 * @param {import('../../../src/index').Tracker} tracker
 */
export function startPipeline(tracker) {
  const columns = createColumns();
  const crowd = createCrowd(columns);
  const announcer = createAnnouncer();
  const requests = createRequestChart();
  const dwell = createDwellChart();
  const flow = createFlow({
    columns,
    events: createEvents(columns.listOf('events')),
    delay: FLUSH_DELAY,
    onOpen: openDetails,
    onSettled(lane, count, tone, text) {
      requests.add(tone);
      announcer.add(lane, count, text);
    },
  });

  function tidy() {
    for (const [lane, { waiting }] of Object.entries(tracker.stats().lanes)) {
      if (waiting === 0) flow.sweep(lane);
      crowd.thin(lane, waiting - flow.held(lane));
    }
    crowd.trim();
    requests.draw();
  }

  tracker.observe((stage) => {
    flow.tell(stage);
    if (stage.kind === 'record') dwell.add(stage.event);
  });
  setInterval(() => {
    if (!document.hidden) tidy();
  }, TICK);
  tidy();
}
