import type { Stop } from '../core/ports';
import { CSS } from './css';

type Adopting = { adoptedStyleSheets?: readonly CSSStyleSheet[] };

/** The page's own nonce, which its policy lets in. */
const nonceOfPage = (): string => {
  const script = document.querySelector<HTMLElement>('script[nonce],style[nonce]');
  return (script && script.nonce) || '';
};

/**
 * A sheet that no policy refuses, because it is no text of the document. Before Chrome 73 and Safari 16.4 there
 * is none; then it is an element, and where a policy refuses that the inspector is plain and works.
 */
export function adoptStyle(root: ShadowRoot): Stop {
  const adopting = root as Adopting;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    adopting.adoptedStyleSheets = [sheet];
    return () => (adopting.adoptedStyleSheets = []);
  } catch (e) {
    const style = document.createElement('style');
    style.nonce = nonceOfPage();
    style.textContent = CSS;
    root.appendChild(style);
    return () => style.remove();
  }
}
