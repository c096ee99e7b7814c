import type { BannerPort } from '../../core/adPorts';
import { nativeSetTimeout } from './nativeTimers';

/** The element that has the focus, in open shadow roots too. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element && element.shadowRoot && element.shadowRoot.activeElement) {
    element = element.shadowRoot.activeElement;
  }
  return element;
}

/** As `closest`, over the borders of shadow roots. */
function closest(element: Element, selector: string): Element | undefined {
  const found = element.closest(selector);
  if (found) return found;
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  return host && closest(host, selector);
}

/** A frame may take the focus by itself. What is clicked in it counts as activity of the page around it too. */
function isActive(): boolean {
  const { userActivation } = navigator as { readonly userActivation?: { isActive: boolean } };
  return !userActivation || userActivation.isActive;
}

/** Banners, and the clicks into frames of theirs: the window loses the focus, and the frame has it. */
export const browserBanners = (): BannerPort => ({
  nameOf: (target) => (target as Element).getAttribute('data-tracelet-banner') || '',

  watchFrames(selector, tell) {
    let isWatching = true;
    let isByTab = false;

    function look(): boolean {
      const frame = isWatching && !isByTab && focused();
      if (!frame || !/^(i?frame|object|embed)$/.test(frame.localName) || !isActive()) return false;
      const banner = closest(frame, selector);
      if (banner) tell(banner);
      return true;
    }
    const onInput = (event: Event): void => {
      isByTab = (event as KeyboardEvent).key === 'Tab';
    };
    const onBlur = (event: Event): void => {
      // Firefox moves the focus a task later.
      if (event.target === window && !look()) nativeSetTimeout(look);
    };
    // A finger or a pointer on its way to the frame; in the frame nobody hears them.
    const types = ['keydown', 'mouseover', 'touchstart'];
    const passive = { capture: true, passive: true };
    types.forEach((type) => addEventListener(type, onInput, passive));
    addEventListener('blur', onBlur, true);
    return () => {
      isWatching = false;
      types.forEach((type) => removeEventListener(type, onInput, true));
      removeEventListener('blur', onBlur, true);
    };
  },
});
