import { bare } from '../../core/bare';
import { parseObject } from '../../core/json';
import type { MarkPort } from '../../core/marks';

const MARK = 'data-tracelet';

/** What beside the mark is no prop of it: when it is reported, and what `markedPages` reads. */
const PROP = /^data-tracelet-(?!(?:on|page|pos)$)(.+)/;

/**
 * Reads `data-tracelet="KIND"` and its props, each an attribute: `data-tracelet-game_id="12"`. Attributes are all
 * that is read: neither a value that somebody has typed nor a text.
 */
export const browserMarks = (): MarkPort => ({
  read(target, occasion) {
    const element = target as Element;
    const kind = element.getAttribute(MARK);
    const on = element.getAttribute(`${MARK}-on`);
    if (!kind || (on === null ? 'click' : on).split(/\s+/).indexOf(occasion) < 0) return undefined;
    const props = bare<Record<string, unknown>>();
    let problem: string | undefined;
    for (const { name, value } of Array.from(element.attributes)) {
      const prop = (PROP.exec(name) || [])[1];
      if (!prop) continue;
      const said = prop === 'params' ? parseObject(value) : value;
      if (said) props[prop] = said;
      else if (value) problem = `${name} of ${kind} is no JSON object, and left out`;
    }
    if (kind === 'ad' && !props['action']) props['action'] = occasion;
    return { kind, props, problem };
  },
});
