import { art } from './art.js';
import { h, openDialog, toast, zh } from './dom.js';

/** Length of the rewarded video, in seconds. */
const VIDEO = 3;

/**
 * Stand-ins for advertisements, each saying so. They tell of themselves by hand, as a page must:
 * no platform's ad object says when it is clicked.
 * @param {import('./game.js').Play} play the tracker of the game around them
 */
export function createAds(play) {
  /** @type {HTMLDialogElement | undefined} */
  let dialog;
  /** @type {IntersectionObserver | undefined} */
  let exposure;

  const mark = () => h('span', { class: 'ad-mark' }, 'Ad stand-in ', zh('广告'));

  function banner() {
    const element = h(
      'button',
      {
        id: 'banner',
        class: 'banner',
        type: 'button',
        onclick() {
          play.track('ad', { format: 'banner', action: 'click' });
          toast('A real banner would take you away now');
        },
      },
      art('mountain'),
      h('span', {}, h('strong', {}, 'Mount Nowhere Tea'), h('br'), 'Nothing to buy, since 2024'),
      mark(),
    );
    exposure = new IntersectionObserver(
      ([{ isIntersecting }]) => {
        if (!isIntersecting) return;
        exposure?.disconnect();
        play.track('ad', { format: 'banner', action: 'show' });
      },
      { threshold: 0.5 },
    );
    exposure.observe(element);
    return element;
  }

  /** @param {() => void} onReward */
  function openRewarded(onReward) {
    let left = VIDEO;
    let isComplete = false;
    const bar = h('progress', {
      class: 'bar',
      max: VIDEO,
      value: 0,
      'aria-label': 'Advertisement',
    });
    const close = h('button', {
      id: 'rewarded-close',
      class: 'button quiet',
      type: 'button',
      onclick: () => opened.close(),
    });
    const timer = setInterval(tick, 1000);
    const opened = (dialog = openDialog(
      {
        id: 'rewarded',
        class: 'ad-dialog',
        label: 'Rewarded video, a stand-in',
        onClose() {
          clearInterval(timer);
          dialog = undefined;
          play.track('ad', { format: 'rewarded', action: 'close' });
          if (isComplete) onReward();
          else toast('Closed early: no reward');
        },
      },
      h('div', { class: 'ad-top' }, mark(), close),
      h(
        'button',
        {
          id: 'rewarded-click',
          class: 'ad-scene',
          type: 'button',
          onclick() {
            play.track('ad', { format: 'rewarded', action: 'click' });
            toast('A real ad would open its shop now');
          },
        },
        art('boat'),
        h('strong', {}, 'Sail to the Isle of Waiting'),
        h('span', {}, 'Three seconds, and you are there'),
      ),
      bar,
    ));
    draw();
    play.track('ad', { format: 'rewarded', action: 'show' });

    function tick() {
      left -= 1;
      if (left <= 0) {
        clearInterval(timer);
        isComplete = true;
        play.track('ad', { format: 'rewarded', action: 'complete' });
      }
      draw();
    }

    function draw() {
      bar.value = VIDEO - left;
      close.textContent = isComplete ? 'Collect the reward' : `Close (${left} s left)`;
      close.className = isComplete ? 'button' : 'button quiet';
    }
  }

  function openInterstitial() {
    const opened = (dialog = openDialog(
      {
        id: 'interstitial',
        class: 'ad-dialog',
        label: 'Interstitial, a stand-in',
        onClose: () => (dialog = undefined),
      },
      h(
        'div',
        { class: 'ad-top' },
        mark(),
        h(
          'button',
          {
            id: 'interstitial-close',
            class: 'button quiet',
            type: 'button',
            onclick: () => opened.close(),
          },
          'Close',
        ),
      ),
      h(
        'button',
        {
          id: 'interstitial-click',
          class: 'ad-scene',
          type: 'button',
          onclick() {
            play.track('ad', { format: 'interstitial', action: 'click' });
            opened.close();
          },
        },
        art('cat'),
        h('strong', {}, 'The Cat Rests Here'),
        h('span', {}, 'A break between two rounds'),
      ),
    ));
    play.track('ad', { format: 'interstitial', action: 'show' });
  }

  return {
    banner,
    openRewarded,
    openInterstitial,
    /** The game is left: what is open closes, and nothing more is shown. */
    close() {
      exposure?.disconnect();
      dialog?.close();
    },
  };
}
