import { h } from '../dom';
import { createList } from '../list';
import type { Log } from '../log';
import type { Secrets } from '../requestDetails';
import { requestRow } from '../requestRow';
import type { SeenRequest } from '../seen';
import type { View } from '../tabs';

/** Each request exactly as it goes out, and what was answered. */
export function requestsView(log: Log, root: ShadowRoot, secrets: Secrets, isDry: boolean): View {
  const list = createList<SeenRequest>(
    'Requests',
    'Nothing went out since this is open. Events are gathered for two seconds.',
    (request) => requestRow(request, root, secrets, isDry),
  );
  return {
    name: 'Requests',
    element: h('div', {}, secrets.checkbox(), list.element),
    update: () => list.show(log.requests()),
  };
}
