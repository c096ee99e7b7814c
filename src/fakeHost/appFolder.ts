import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostOptions } from './types';

interface AppJson {
  readonly pages?: readonly string[];
  readonly tabBar?: { readonly list?: readonly { readonly pagePath: string }[] };
}

/** What the app's folder says of it, if there is one. */
export interface AppFolder {
  readonly pages: readonly string[];
  readonly tabs: readonly string[];
  /** Files that the platform loads at the start, in its order. */
  readonly files: readonly string[];
}

export function readAppFolder({ root, tabs }: HostOptions, isGame: boolean): AppFolder {
  const manifest = root && join(root, 'app.json');
  const json: AppJson =
    manifest && existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as AppJson) : {};
  const pages = json.pages ?? [];
  const files = isGame ? ['game.js'] : ['app.js', ...pages.map((page) => `${page}.js`)];
  return {
    pages,
    tabs: tabs ?? (json.tabBar?.list ?? []).map(({ pagePath }) => pagePath),
    files: files.filter((file) => root && existsSync(join(root, file))),
  };
}
