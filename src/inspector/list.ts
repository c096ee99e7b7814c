import { h } from './dom';

/** What stands for one item. */
export interface Row {
  readonly element: HTMLElement;
  /** The item may have changed. */
  update?(): void;
}

/** Rows for items, the newest first; a row stays the same element, so that what is open in it stays open. */
export interface List<T> {
  readonly element: HTMLElement;
  /** `items`: the oldest first. */
  show(items: readonly T[]): void;
}

export function createList<T extends object>(
  label: string,
  empty: string,
  make: (item: T) => Row,
): List<T> {
  const list = h('ul', { class: 'list', 'aria-label': label });
  const nothing = h('p', { class: 'note' }, empty);
  const element = h('div', {}, nothing, list);
  let rows = new Map<T, Row>();

  return {
    element,
    show(items) {
      const next = new Map<T, Row>();
      let place = list.firstElementChild;
      for (let i = items.length - 1; i >= 0; i--) {
        const item = items[i] as T;
        const row = rows.get(item) || make(item);
        next.set(item, row);
        if (row.update) row.update();
        if (row.element === place) place = place.nextElementSibling;
        else list.insertBefore(row.element, place);
      }
      rows.forEach((row, item) => next.has(item) || row.element.remove());
      rows = next;
      nothing.hidden = items.length > 0;
      list.hidden = !items.length;
    },
  };
}
