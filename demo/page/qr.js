import { h, openDialog, zh } from './dom.js';
import { createStopwatch } from './stopwatch.js';
import { tracker } from './tracker.js';

/** The vendor's own example, with the blank at its end: a live code goes out exactly as it is. */
const CODE = 'IsFXtWUZ3x3hywGl ';

/** How long a finger rests on the code until the app recognises it, in milliseconds. */
const LONG_PRESS = 500;

/** The way into the player group: jump, exposure and long press are one operation, so one trace. */
export function qrCard() {
  return h(
    'section',
    { class: 'card qr-card', 'aria-labelledby': 'qr-title' },
    h('img', { class: 'qr-small', src: '/demo/qr.svg', alt: '', width: 72, height: 72 }),
    h(
      'div',
      {},
      h('h2', { id: 'qr-title' }, 'Player group ', zh('玩家群')),
      h('p', {}, 'Scores, votes and a lottery on Fridays, in a WeCom group.'),
    ),
    h(
      'button',
      { id: 'qr-jump', class: 'button', type: 'button', onclick: jump },
      'Open the miniprogram page',
    ),
  );
}

function jump() {
  const flow = tracker.trace();
  flow.track('miniprogram_jump', { code: CODE });

  const place = h('div', { class: 'qr-place' });
  const dialog = openDialog(
    { id: 'qr-dialog', class: 'sheet', label: 'Player group, a miniprogram page' },
    h(
      'header',
      { class: 'sheet-head' },
      h('h2', {}, 'Player group ', zh('玩家群')),
      h(
        'button',
        {
          id: 'qr-close',
          class: 'round',
          type: 'button',
          'aria-label': 'Close',
          onclick: () => dialog.close(),
        },
        '✕',
      ),
    ),
    h('p', { class: 'note' }, 'Stands in for a miniprogram page. ', zh('小程序页面')),
    place,
  );
  place.append(
    h(
      'button',
      { id: 'qr-show', class: 'button', type: 'button', onclick: show },
      'Show the group code',
    ),
  );

  function show() {
    flow.track('qr_show', { code: CODE });
    const watch = createStopwatch();
    const hint = h('p', { class: 'qr-hint', role: 'status' }, 'Long-press the code to join.');

    function press() {
      flow.track('qr_press', { code: CODE, duration: watch.seconds() });
      hint.textContent = 'Code recognised: welcome to the group.';
    }

    const image = h('img', {
      id: 'qr-code',
      class: 'qr-large',
      src: '/demo/qr.svg',
      alt: 'QR code of the player group',
      width: 240,
      height: 240,
      draggable: 'false',
    });
    onLongPress(image, press);
    const recognise = h(
      'button',
      { id: 'qr-press', class: 'button quiet', type: 'button', onclick: press },
      'Recognise the code ',
      zh('识别二维码'),
    );
    place.replaceChildren(image, hint, recognise);
    recognise.focus();
    dialog.addEventListener('close', watch.stop);
  }
}

/**
 * @param {HTMLElement} element
 * @param {() => void} run
 */
function onLongPress(element, run) {
  let timer = 0;
  const cancel = () => {
    clearTimeout(timer);
    element.classList.remove('is-pressed');
  };
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    element.classList.add('is-pressed');
    timer = window.setTimeout(() => {
      cancel();
      run();
    }, LONG_PRESS);
  });
  for (const end of ['pointerup', 'pointerleave', 'pointercancel']) {
    element.addEventListener(end, cancel);
  }
  // The browser's own menu of images would take the press away.
  element.addEventListener('contextmenu', (event) => event.preventDefault());
}
