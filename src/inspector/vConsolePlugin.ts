import type { TrackerOptions } from '../core/options';
import type { Tracker } from '../core/tracker';
import { createBody, type Body } from './body';
import { h } from './dom';
import { guard } from './guard';

/** What is asked of a plugin of vConsole's. */
export interface VConsolePluginLike {
  /** As vConsole has it. */
  on(event: 'renderTab' | 'show' | 'hide' | 'remove', listener: (data: unknown) => void): unknown;
}

/** `VConsole` itself, of any version from 3.0 on. */
export interface VConsoleLike<Plugin extends VConsolePluginLike> {
  /** The class of its plugins. */
  readonly VConsolePlugin: new (id: string, name: string) => Plugin;
}

/**
 * The inspector as a tab of vConsole, which the page brings along:
 * `vConsole.addPlugin(vConsolePlugin(VConsole, tracker, options))`.
 */
export function vConsolePlugin<Plugin extends VConsolePluginLike>(
  VConsole: VConsoleLike<Plugin>,
  tracker: Tracker,
  options?: TrackerOptions,
): Plugin {
  const plugin = new VConsole.VConsolePlugin('tracelet', 'tracelet');
  let body: Body | undefined;

  plugin.on(
    'renderTab',
    guard((render: unknown) => {
      const host = document.createElement('tracelet-inspector');
      const root = host.attachShadow({ mode: 'open' });
      body = createBody(root, tracker, options);
      root.appendChild(h('div', { class: 'tab-of-vconsole' }, ...body.elements));
      (render as (content: HTMLElement) => void)(host);
    }),
  );
  plugin.on('show', () => body && body.setSeen(true));
  plugin.on('hide', () => body && body.setSeen(false));
  plugin.on('remove', () => body && body.stop());
  return plugin;
}
