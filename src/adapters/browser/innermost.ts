/**
 * The innermost element of an event's path that `selector` matches, in open shadow roots too. By the prototype: a form's
 * fields hide its own methods, <input name="matches">.
 */
export const innermost = (event: Event, selector: string): Element | undefined =>
  (event.composedPath() as Element[]).filter(
    (node) => node.nodeType === 1 && Element.prototype.matches.call(node, selector),
  )[0];
