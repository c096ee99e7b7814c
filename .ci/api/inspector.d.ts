// What it declares as `index` does is in index.d.ts.

export { createDryTracker, inspect, type VConsoleLike, type VConsolePluginLike, vConsolePlugin };

interface VConsoleLike<Plugin extends VConsolePluginLike> {
  readonly VConsolePlugin: new (id: string, name: string) => Plugin;
}

interface VConsolePluginLike {
  on(event: 'renderTab' | 'show' | 'hide' | 'remove', listener: (data: unknown) => void): unknown;
}

declare function createDryTracker(options: TrackerOptions): Tracker;

declare function inspect(tracker: Tracker | undefined, options?: TrackerOptions): Stop;

declare function vConsolePlugin<Plugin extends VConsolePluginLike>(
  VConsole: VConsoleLike<Plugin>,
  tracker: Tracker,
  options?: TrackerOptions,
): Plugin;
