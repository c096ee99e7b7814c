import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { send } from './respond.mjs';

/** @typedef {import('./vendors.mjs').Request} Request */
/** @typedef {import('node:http').ServerResponse} Outgoing */

const REPO = fileURLToPath(new URL('..', import.meta.url));
const INDEX = join(REPO, 'demo/page/index.html');
/** @type {[prefix: string, folders: string[]][]} */
const FOLDERS = [
  ['/demo/', ['demo/page']],
  ['/dist/', ['dist']],
  ['/e2e/.build/', ['e2e/.build']],
  ['/e2e/', ['e2e/pages', 'e2e/.build']],
];
/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * @param {Request} request
 * @param {Outgoing} res
 * @param {string} cacheControl
 */
export async function sendFile({ method, path }, res, cacheControl) {
  if (method !== 'GET' && method !== 'HEAD') return send(res, 405);
  const file = await findFile(path);
  if (!file) return send(res, 404, 'Not found');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const headers = { 'content-type': type, 'cache-control': cacheControl };
  return send(res, 200, await readFile(file), headers);
}

/** @param {string} encoded */
async function findFile(encoded) {
  let path;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
  if (path.split(/[/\\]/).includes('..')) return undefined;
  const [prefix, folders] = FOLDERS.find(([known]) => path.startsWith(known)) ?? ['', []];
  for (const folder of folders) {
    const file = await fileIn(join(REPO, folder), path.slice(prefix.length));
    if (file) return file;
  }
  // The demo is a single-page application: its routes are paths without a file behind them.
  return extname(path) === '' ? fileIn(join(INDEX, '..'), 'index.html') : undefined;
}

/**
 * @param {string} folder
 * @param {string} name
 */
async function fileIn(folder, name) {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, name));
    return file.startsWith(root + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}
