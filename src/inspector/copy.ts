import { h } from './dom';

/** Where there is no clipboard: plain http, old WebViews. */
function copySelected(text: string, root: ShadowRoot): boolean {
  const area = h('textarea', { class: 'hidden', 'aria-hidden': 'true', readonly: true });
  area.value = text;
  root.appendChild(area);
  area.select();
  try {
    return document.execCommand('copy');
  } finally {
    area.remove();
  }
}

/** Puts text on the clipboard; false where that cannot be done. */
export async function copyText(text: string, root: ShadowRoot): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (e) {
    return copySelected(text, root);
  }
}
