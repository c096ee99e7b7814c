import { dirname, relative } from 'node:path';

/**
 * Imports of `parts` load them when one of their functions is first called, by a `require` in that place:
 * in a miniprogram, an app pays for the endpoints and plugins that it uses, and every name stands where it stands
 * in a page. The path is a literal, because the vendors' builds look for those and leave out what nobody names.
 */
export const lazyParts = (parts) => ({
  name: 'lazy-parts',
  async resolveId(source, importer) {
    const target = importer && (await this.resolve(source, importer, { skipSelf: true }));
    if (!target || !parts.some((part) => target.id.endsWith(`/src/${part}.ts`))) return null;
    const path = relative(dirname(importer), target.id).replace(/\.ts$/, '.js');
    return `\0lazy:${path}:${target.id}`;
  },
  async load(id) {
    const [, path, target] = /^\0lazy:(.*?):(.*)$/.exec(id) ?? [];
    if (!target) return null;
    const { exports } = await this.load({ id: target });
    const from = path.startsWith('.') ? path : `./${path}`;
    return exports
      .map((name) => `export const ${name} = (...args) => require('${from}').${name}(...args);`)
      .join('\n');
  },
});
