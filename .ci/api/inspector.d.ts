// Exported by tracelet/inspector.

export interface VConsoleLike<Plugin extends VConsolePluginLike> {
  readonly VConsolePlugin: new (id: string, name: string) => Plugin;
}

export interface VConsolePluginLike {
  on(event: 'renderTab' | 'show' | 'hide' | 'remove', listener: (data: unknown) => void): unknown;
}

export declare function createDryTracker(options: TrackerOptions): Tracker;

export declare function inspect(tracker: Tracker | undefined, options?: TrackerOptions): Stop;

export declare function vConsolePlugin<Plugin extends VConsolePluginLike>(
  VConsole: VConsoleLike<Plugin>,
  tracker: Tracker,
  options?: TrackerOptions,
): Plugin;
