import { createReceiver } from '../../demo/receiver.mjs';
import { createWorld, type Tab } from './world';

/** The vendors, and a world around them. */
export const setUp = () => {
  const receiver = createReceiver();
  return { receiver, world: createWorld(receiver) };
};

/** Says of each page that it was left. */
export const visit = ({ tracker }: Pick<Tab, 'tracker'>, ...ids: number[]): void => {
  for (const page_id of ids) tracker.track('page_leave', { page_id, duration: 1 });
};

/** Which pages behavior has heard of, in the order of arrival. */
export const pagesOf = (receiver: ReturnType<typeof createReceiver>): number[] =>
  receiver.received('behavior').map(({ record }) => (record as { page_id: number }).page_id);

export const inOrder = (ids: readonly number[]): number[] => [...ids].sort((a, b) => a - b);

/** As {@link pagesOf}; requests that went off together arrive in any order. */
export const sortedPagesOf = (receiver: ReturnType<typeof createReceiver>): number[] =>
  inOrder(pagesOf(receiver));

export const upTo = (last: number, from = 1): number[] =>
  Array.from({ length: last - from + 1 }, (_, i) => i + from);
