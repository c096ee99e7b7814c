import { fileURLToPath } from 'node:url';
import MagicString from 'magic-string';

/** `Object.assign`, by a name that a minifier can shorten. */
const ASSIGN = fileURLToPath(new URL('../../src/core/assign.ts', import.meta.url));

const isAssign = (node) =>
  node?.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  node.callee.object.name === 'Object' &&
  node.callee.property.name === 'assign';

const isNew = ({ type }) => type === 'ObjectExpression';

/** Calls `visit` with each node, the outer ones first. */
function walk(node, visit) {
  visit(node);
  for (const child of Object.values(node)) {
    for (const each of Array.isArray(child) ? child : [child]) {
      if (typeof each?.type === 'string') walk(each, visit);
    }
  }
}

/**
 * `{ ...a, ...b, c }` becomes `Object.assign(Object.assign(Object.assign({}, a), b), { c })` at this syntax level. One call
 * does the same, since nothing that is spread here has a getter to notice it. And it is called by a name of its own.
 */
export const flatAssign = () => ({
  name: 'flat-assign',
  transform(code, id) {
    if (!id.endsWith('.ts') || id === ASSIGN || !code.includes('Object.assign(')) return null;
    const flat = new MagicString(code);
    flat.prepend(`import { assign as $assign } from ${JSON.stringify(ASSIGN)};\n`);
    const gone = new Set();
    walk(this.parse(code), (node) => {
      if (!isAssign(node)) return;
      if (!gone.has(node)) flat.update(node.callee.start, node.callee.end, '$assign');
      const [inner] = node.arguments;
      // Into an object that is new: nobody else sees it half done.
      if (!isAssign(inner) || !(isAssign(inner.arguments[0]) || isNew(inner.arguments[0]))) return;
      gone.add(inner);
      flat.remove(inner.start, inner.arguments[0].start);
      flat.remove(inner.end - 1, inner.end);
    });
    return { code: flat.toString(), map: flat.generateMap({ hires: true }) };
  },
});
