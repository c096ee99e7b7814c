import type { AttentionPort } from '../../core/attention';

/** What takes the focus along with it; the first WebKit of iOS without pointer events is 12. */
const TOUCHES = ['pointerdown', 'touchstart', 'keydown'];

const MOVES = ['pointermove', 'wheel'];

/** Capturing, because neither the focus nor media bubble, and because pages stop what does; passive, so that nothing waits. */
const OPTIONS = { capture: true, passive: true };

/** `document.hasFocus()` is also true while the focus is in a frame of the page. */
export function browserAttention(): AttentionPort {
  /** A page that is opened in a WebView may never be told that it has the focus, so it is believed to have it until it loses it. */
  let hasLostFocus = false;

  return {
    watch(onSign, onChange) {
      hasLostFocus = hasLostFocus && !document.hasFocus();
      const onTouch = (): void => {
        const hadLostFocus = hasLostFocus;
        hasLostFocus = false;
        onSign();
        if (hadLostFocus) onChange();
      };
      const onFocus = ({ type, target }: Event): void => {
        // Those of elements pass by here as well.
        if (target !== window && target !== document) return;
        hasLostFocus = type === 'blur';
        if (!hasLostFocus) onSign();
        onChange();
      };
      const listeners: [target: EventTarget, type: string, listener: (event: Event) => void][] = [
        ...TOUCHES.map((type) => [window, type, onTouch] as [Window, string, () => void]),
        ...MOVES.map((type) => [window, type, onSign] as [Window, string, () => void]),
        [window, 'focus', onFocus],
        [window, 'blur', onFocus],
        [document, 'playing', onChange],
      ];
      listeners.forEach((args) => args[0].addEventListener(args[1], args[2], OPTIONS));
      return () =>
        listeners.forEach((args) => args[0].removeEventListener(args[1], args[2], OPTIONS));
    },
    isFocused: () => !hasLostFocus || document.hasFocus(),
    isBusy() {
      const { activeElement } = document;
      const isInFrame = /^I?FRAME$/.test((activeElement && activeElement.tagName) || '');
      if (isInFrame && document.hasFocus()) return true;
      // By tag, because the browser keeps those lists.
      return (['video', 'audio'] as const).some((tag) =>
        [...document.getElementsByTagName(tag)].some(({ paused, ended }) => !paused && !ended),
      );
    },
  };
}
