/**
 * An element. `on…` props are listeners, `true` is an attribute without a value, and `false` or
 * `undefined` is none.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [props]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/**
 * The vendor's or the game's own word, beside the English one.
 * @param {string} text
 */
export const zh = (text) => h('span', { class: 'zh', lang: 'zh-Hans' }, text);

/**
 * An element that index.html has.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 */
export const byId = (id) => /** @type {T} */ (document.getElementById(id));

let hideToast = 0;

/**
 * Says something in passing.
 * @param {string} text
 */
export function toast(text) {
  const element = byId('toast');
  // Shown anew, it lies above a dialog that was opened after it.
  if (element.matches(':popover-open')) element.hidePopover();
  element.showPopover();
  element.textContent = text;
  element.classList.add('is-shown');
  clearTimeout(hideToast);
  hideToast = window.setTimeout(() => element.classList.remove('is-shown'), 2400);
}

/**
 * A modal dialog that is gone from the page once it is closed, by whatever means.
 * @param {{ id: string, class?: string, label: string, onClose?: () => void }} options
 * @param {...(Node | string)} children
 */
export function openDialog({ id, label, onClose, ...options }, ...children) {
  const dialog = h('dialog', { id, class: options.class, 'aria-label': label }, ...children);
  dialog.addEventListener('close', () => {
    dialog.remove();
    onClose?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
