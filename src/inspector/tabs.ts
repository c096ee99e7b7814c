import { h } from './dom';

/** One of the inspector's views. */
export interface View {
  readonly name: string;
  readonly element: HTMLElement;
  /** Shows what is true now; called only while the view is seen. */
  update(): void;
}

export interface Tabs {
  readonly elements: readonly HTMLElement[];
  current(): View;
}

let count = 0;

/** Views behind a row of tabs, by pointer and by arrow keys. `onChange`: another one is seen. */
export function createTabs(views: readonly View[], onChange: () => void): Tabs {
  const prefix = `tracelet-${++count}`;
  let current = views[0] as View;
  const tabs = views.map((view, i) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `${prefix}-tab-${i}`,
        'aria-controls': `${prefix}-view-${i}`,
        click: () => select(i, false),
        keydown: (event) => onKey(event as KeyboardEvent, i),
      },
      view.name,
    ),
  );
  const panels = views.map((view, i) =>
    h(
      'div',
      {
        role: 'tabpanel',
        class: 'view',
        id: `${prefix}-view-${i}`,
        'aria-labelledby': `${prefix}-tab-${i}`,
        tabindex: '0',
      },
      view.element,
    ),
  );

  function select(index: number, isFocused: boolean): void {
    current = views[index] as View;
    tabs.forEach((tab, i) => {
      tab.setAttribute('aria-selected', String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
    });
    panels.forEach((panel, i) => (panel.hidden = i !== index));
    if (isFocused) (tabs[index] as HTMLElement).focus();
    onChange();
  }

  function onKey(event: KeyboardEvent, index: number): void {
    const last = tabs.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: index === last ? 0 : index + 1,
      ArrowLeft: index ? index - 1 : last,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    select(target, true);
  }

  select(0, false);
  const list = h('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Views' }, ...tabs);
  return { elements: [list, ...panels], current: () => current };
}
