import { inertTracker } from '../core/inertTracker';
import type { TrackerOptions } from '../core/options';
import type { Stop } from '../core/ports';
import type { Tracker } from '../core/tracker';
import { createBody } from './body';
import { h } from './dom';
import { isDry } from './dryTracker';
import { guard } from './guard';

/** What is done in the panel is no use of the page: no shortcut, no move in a game, no click outside a menu. */
const KEPT_IN = [
  ...['keydown', 'keyup', 'keypress', 'input', 'beforeinput', 'change', 'copy', 'cut', 'paste'],
  ...['click', 'dblclick', 'mousedown', 'mouseup', 'mousemove', 'contextmenu', 'wheel'],
  ...['pointerdown', 'pointerup', 'pointermove', 'touchstart', 'touchmove', 'touchend'],
];

let close: Stop = () => undefined;

/**
 * Shows what `tracker` does, in a panel over the page, until the answer is called or it is closed there. With
 * the options that the tracker was made with it also checks them, and tries events without sending them; then
 * it needs no tracker, so that it tells of options that `createTracker()` throws at. Nothing of it reaches
 * the page: neither an error, nor a style, nor an input.
 */
export function inspect(tracker: Tracker | undefined, options?: TrackerOptions): Stop {
  close();
  try {
    close = open(tracker || inertTracker, options);
  } catch (e) {
    close = () => undefined;
  }
  return close;
}

function open(tracker: Tracker, options: TrackerOptions | undefined): Stop {
  const host = document.createElement('tracelet-inspector');
  const root = host.attachShadow({ mode: 'open' });
  const body = createBody(root, tracker, options);
  let isClosed = false;

  function end(): void {
    if (isClosed) return;
    isClosed = true;
    body.stop();
    host.remove();
  }
  function setOpen(isOpen: boolean): void {
    panel.hidden = !isOpen;
    opener.hidden = isOpen;
    body.setSeen(isOpen);
    (isOpen ? shrink : opener).focus();
  }

  const shrink = h(
    'button',
    { type: 'button', class: 'icon', 'aria-label': 'Shrink', click: () => setOpen(false) },
    '–',
  );
  const closer = h(
    'button',
    { type: 'button', class: 'icon', 'aria-label': 'Close', click: end },
    '×',
  );
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'opener',
      'aria-label': 'Open the inspector',
      click: () => setOpen(true),
    },
    'tracelet',
  );
  opener.hidden = true;
  const mode = isDry(tracker) ? ['Dry run: nothing is sent'] : [];
  const panel = h(
    'section',
    {
      class: 'panel',
      role: 'dialog',
      'aria-label': 'tracelet inspector',
      keydown(event) {
        if ((event as KeyboardEvent).key === 'Escape') setOpen(false);
      },
    },
    h(
      'header',
      {},
      h('h2', {}, 'tracelet'),
      ...mode.map((text) => h('span', { class: 'mode' }, text)),
      h('span', { class: 'gap' }),
      shrink,
      closer,
    ),
    ...body.elements,
  );
  root.appendChild(panel);
  root.appendChild(opener);
  KEPT_IN.forEach((type) => host.addEventListener(type, (event) => event.stopPropagation()));
  // Not into the body, which frameworks exchange.
  document.documentElement.appendChild(host);
  body.setSeen(true);
  return guard(end);
}
