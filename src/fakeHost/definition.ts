import type { Dict } from './realm';

type Hooks = Readonly<Record<string, readonly unknown[]>>;

/** What the app gave to `Page` or `Component`. */
export interface Definition {
  /** What every instance gets: data apart. */
  readonly members: Dict;
  readonly data: unknown;
  /** Functions that the platform calls before the member of the same name. */
  readonly before: Hooks;
  readonly after: Hooks;
}

const dictOf = (value: unknown): Dict =>
  value && typeof value === 'object' ? (value as Dict) : {};

/** Also what is inherited, as the platform does. */
function membersOf(options: object): Dict {
  const members: Dict = {};
  for (const key in options) if (key !== 'data') members[key] = (options as Dict)[key];
  return members;
}

type BehaviorOf = (behavior: unknown) => object | undefined;

/** Of its behaviors a page has the data and the methods, under its own. (WeChat 注册页面, "在页面中使用 behaviors") */
export function pageDefinition(options: object, behaviorOf: BehaviorOf): Definition {
  const members = membersOf(options);
  const shared = componentDefinition({ behaviors: members.behaviors }, behaviorOf);
  return {
    members: { ...shared.members, ...members },
    data: { ...dictOf(shared.data), ...dictOf((options as Dict).data) },
    before: {},
    after: {},
  };
}

/** A page that was made with `Component`: lifetimes, page lifetimes, and the page's own hooks as methods. */
export function componentDefinition(options: object, behaviorOf: BehaviorOf): Definition {
  const members: Dict = {};
  const data: Dict = {};
  const created: Record<string, unknown[]> = {};
  const before: Record<string, unknown[]> = {};
  const after: Record<string, unknown[]> = {};
  const add = (hooks: Record<string, unknown[]>, name: string, hook: unknown): void => {
    if (typeof hook === 'function') (hooks[name] = hooks[name] || []).push(hook);
  };

  function collect(part: Dict): void {
    const { behaviors } = part;
    for (const behavior of Array.isArray(behaviors) ? (behaviors as unknown[]) : []) {
      collect(dictOf(behaviorOf(behavior)));
    }
    const properties = dictOf(part.properties);
    Object.keys(properties).forEach((name) => (data[name] = dictOf(properties[name]).value));
    Object.assign(data, part.data);
    Object.assign(members, membersOf(dictOf(part.methods)));
    const lifetimes = { ...part, ...dictOf(part.lifetimes) };
    const ofPage = dictOf(part.pageLifetimes);
    add(created, 'onLoad', lifetimes.created);
    add(before, 'onLoad', lifetimes.attached);
    add(before, 'onShow', ofPage.show);
    add(before, 'onReady', lifetimes.ready);
    add(before, 'onHide', ofPage.hide);
    add(after, 'onUnload', lifetimes.detached);
  }
  collect(options as Dict);
  before.onLoad = [...(created.onLoad || []), ...(before.onLoad || [])];
  return { members, data, before, after };
}
