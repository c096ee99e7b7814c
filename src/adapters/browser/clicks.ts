import type { ClickPort } from '../../core/marks';
import { nativeSetTimeout } from './nativeTimers';

const MIDDLE_BUTTON = 1;

/**
 * Clicks, heard on the window before the page hears of them. Enter and Space come as clicks, and so do those of
 * scripts, which are the app's own way to click. What a disabled control swallows is none.
 */
export const browserClicks = (): ClickPort => ({
  watch(selector, tell) {
    /** The control of the label that was clicked in this task, and told: it will be clicked as well. */
    let control: EventTarget | null = null;

    function listener(event: Event): void {
      const path = event.composedPath().filter((node) => (node as Node).nodeType === 1);
      // By the prototype: a form's fields hide its own methods, <input name="matches">.
      const find = (selectors: string): Element | undefined =>
        (path as Element[]).filter((element) =>
          Element.prototype.matches.call(element, selectors),
        )[0];
      // The middle button opens a link; elsewhere it scrolls, and the right one opens a menu.
      const isClick =
        event.type === 'click' ||
        ((event as MouseEvent).button === MIDDLE_BUTTON && find(':any-link'));
      const found = find(selector);
      if (!found || !isClick || find(':disabled:not(fieldset)') || path[0] === control) return;
      const label = find('label') as HTMLLabelElement | undefined;
      control = label ? label.control : null;
      // A label's click on its control comes before this task ends, and the user's own comes later.
      if (control) nativeSetTimeout(() => (control = null));
      tell(found);
    }

    const types = ['click', 'auxclick'];
    types.forEach((type) => addEventListener(type, listener, true));
    return () => types.forEach((type) => removeEventListener(type, listener, true));
  },
});
