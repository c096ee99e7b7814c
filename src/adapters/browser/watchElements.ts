import type { Stop } from '../../core/ports';
import { nativeClearTimeout, nativeSetTimeout } from './nativeTimers';

/** How long a task may go on looking, in ms: far below a long task's 50, on a slow phone too. */
const SLICE = 5;

const MARK = 'data-tracelet';

/**
 * Calls `onFound` for each element of the page and its open shadow roots that `selector` matches, also for those that
 * come later, a few in each task. When the mark of one has changed, calls `onOther` at once, and `onFound` in its turn if it
 * still matches. A shadow root is found when its host comes, or comes back, or is defined: one that is attached to a
 * host that is there already is not.
 */
export function watchElements(
  selector: string,
  onFound: (element: Element) => void,
  onOther: (element: Element) => void,
): Stop {
  /** What can make an element match that has not. */
  const attributes = selector.match(/data-tracelet[\w-]*/g) || [];
  /** Each stands for what is in it as well, as it will be when its turn comes. */
  const waiting: Node[] = [];
  const roots = new WeakSet<Node>();
  const names = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasStopped = false;

  const observer = new MutationObserver((records) => {
    const added = new Set<Node>();
    const changed = new Map<Element, Map<string, string | null>>();
    for (const { target, addedNodes, attributeName, oldValue } of records) {
      addedNodes.forEach((node) => added.add(node));
      if (!attributeName || attributeName.indexOf(MARK)) continue;
      const element = target as Element;
      const before = changed.get(element) || new Map<string, string | null>();
      changed.set(element, before);
      // Of several changes in one task the first knows what was there before all of them.
      if (!before.has(attributeName)) before.set(attributeName, oldValue);
    }
    // A page that is being read tells of each element; one that comes in another is found there.
    added.forEach((node) => added.has(node.parentNode as Node) || add(node));
    changed.forEach((before, element) => {
      if (Array.from(before).every(([name, value]) => element.getAttribute(name) === value)) return;
      onOther(element);
      add(element);
    });
  });

  function add(node: Node): void {
    waiting.push(node);
    goOn();
  }

  function goOn(): void {
    if (waiting.length && !timer && !hasStopped) timer = nativeSetTimeout(work);
  }

  function work(): void {
    const end = performance.now() + SLICE;
    while (waiting.length && performance.now() < end) {
      try {
        look(waiting.pop() as Element);
      } catch (e) {
        /* a form whose fields hide its own properties: <input name="matches"> */
      }
    }
    timer = undefined;
    goOn();
  }

  function look(node: Element | Document | ShadowRoot): void {
    if (!node.isConnected) return;
    for (let child = node.lastElementChild; child; child = child.previousElementSibling) {
      waiting.push(child);
    }
    if (!('localName' in node)) return;
    if (node.matches(selector)) {
      onFound(node);
      // Props have names that nobody can list, and to hear of all attributes of all elements costs each animation.
      observer.observe(node, { attributes: true, attributeOldValue: true });
    }
    const { shadowRoot, localName } = node;
    if (shadowRoot) enter(shadowRoot);
    if (localName.indexOf('-') > 0) awaitDefinition(localName);
  }

  function enter(root: Document | ShadowRoot): void {
    if (!roots.has(root)) {
      roots.add(root);
      observer.observe(root, {
        subtree: true,
        childList: true,
        attributeFilter: attributes,
        attributeOldValue: true,
      });
    }
    add(root);
  }

  /** A name's definition may give a shadow root to any element of that name. */
  function awaitDefinition(name: string): void {
    const { customElements } = window as Partial<Window>;
    if (!customElements || names.has(name) || customElements.get(name)) return;
    names.add(name);
    customElements.whenDefined(name).then(
      () => waiting.indexOf(document) < 0 && add(document),
      () => undefined, // a name of SVG or MathML, such as annotation-xml
    );
  }

  enter(document);
  return () => {
    hasStopped = true;
    observer.disconnect();
    nativeClearTimeout(timer);
  };
}
