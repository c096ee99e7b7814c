import type { Core } from './core';
import type { Definition } from './definition';
import { createEventChannel, type EventChannel } from './eventChannel';
import type { Dict } from './realm';

export interface PageInstance {
  readonly route: string;
  readonly query: Dict;
  readonly id: number;
  /** To the page that opened it. */
  readonly channel: EventChannel;
  /** What the app knows as the page. */
  readonly self: Dict;
  /** Calls a hook or a handler of the page, and returns what it returned. */
  call(name: string, ...given: unknown[]): unknown;
}

export function createPage(
  core: Core,
  { members, data, before, after }: Definition,
  route: string,
  query: Dict,
  id: number,
): PageInstance {
  const { realm, thread, clock, profile } = core;
  const channel = createEventChannel(core);
  const self = Object.assign(realm.object(), members, { data: realm.own(data || {}) });
  if (profile !== 'tt') self.route = route;
  if (profile !== 'my') self.__route__ = route;
  // Alipay tells `onLoad` alone. (getCurrentPages, "可以获取到参数吗？不可以")
  if (profile !== 'my') self.options = query;
  self.getOpenerEventChannel = () => channel;
  self.setData = (changes: Dict, done?: () => void): void => {
    Object.assign(self.data as Dict, changes);
    if (done) clock.after(1, () => thread.post(() => thread.call(done, self)));
  };
  return {
    route,
    query,
    id,
    channel,
    self,
    call(name, ...given) {
      (before[name] || []).forEach((hook) => thread.call(hook, self, ...given));
      const result = thread.call(self[name], self, ...given);
      (after[name] || []).forEach((hook) => thread.call(hook, self, ...given));
      return result;
    },
  };
}
