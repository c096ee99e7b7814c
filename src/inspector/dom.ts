import { guard } from './guard';

type Listener = (event: Event) => unknown;
export type Attributes = Readonly<Record<string, string | boolean | Listener | undefined>>;

/**
 * An element. A function is a listener, and nothing it throws gets out; `true` is an attribute without a
 * value. Text stays text, whoever wrote it: nothing is parsed.
 */
export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (typeof value === 'function') element.addEventListener(name, guard(value));
    else if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  for (const child of children) {
    element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
  return element;
}

/** Puts `children` in the place of all that is there. */
export function fill(element: Element, ...children: readonly (Node | string)[]): void {
  element.textContent = '';
  for (const child of children) {
    element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
}

/** Writes only what is new, so that a selection in it stays. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
