import type { ClickPort } from '../../core/marks';
import { innermost } from './innermost';
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
      // The middle button opens a link; elsewhere it scrolls, and the right one opens a menu.
      const isClick =
        event.type === 'click' ||
        ((event as MouseEvent).button === MIDDLE_BUTTON && innermost(event, ':any-link'));
      const found = innermost(event, selector);
      if (!found || !isClick || innermost(event, ':disabled:not(fieldset)')) return;
      if (event.composedPath()[0] === control) return;
      const label = innermost(event, 'label') as HTMLLabelElement | undefined;
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
