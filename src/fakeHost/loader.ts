import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { compileFunction, Script } from 'node:vm';
import type { Dict, Realm } from './realm';
import type { HostOptions } from './types';

export interface Loader {
  /** Runs a script, and returns the value of its last statement. */
  run(code: string, file: string): unknown;
  /** Loads a module, once: a package by its name, or a file. */
  require(path: string, from?: string): unknown;
}

/** The miniprogram build of the tracelet that the tests are installed beside. */
function ownModules(): Readonly<Record<string, string>> {
  try {
    const require = createRequire(join(process.cwd(), 'package.json'));
    const folder = join(dirname(require.resolve('tracelet/package.json')), 'miniprogram_dist');
    return {
      'tracelet/miniprogram': join(folder, 'index.js'),
      'tracelet/minigame': join(folder, 'minigame.js'),
      tracelet: folder,
    };
  } catch {
    return {};
  }
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** CommonJS in the realm, as the platform's own tools have it. */
export function createLoader(
  realm: Realm,
  { modules = {}, root = process.cwd(), transform = (code) => code }: HostOptions,
): Loader {
  const packages = { ...ownModules(), ...modules };
  const loaded = new Map<string, Dict>();

  function find(path: string, asked: string): string {
    const file = ['', '.js', '.ts', '.json', '/index.js', '/index.ts']
      .map((end) => path + end)
      .find(isFile);
    if (!file) throw realm.error(`module '${asked}' is not defined`);
    return file;
  }

  function locate(path: string, from: string): string {
    if (/^\.{0,2}\//.test(path)) return find(resolve(from, path), path);
    const name = Object.keys(packages)
      .sort((a, b) => b.length - a.length)
      .find((known) => path === known || path.startsWith(`${known}/`));
    // Without a name of a package it is a file, as in the platform's own `require`.
    if (name === undefined) return find(resolve(from, path), path);
    return find(packages[name] + path.slice(name.length), path);
  }

  function load(path: string, from: string): unknown {
    const file = locate(path, from);
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = realm.object();
    module.exports = realm.object();
    loaded.set(file, module);
    const source = readFileSync(file, 'utf8');
    if (file.endsWith('.json')) return (module.exports = realm.parse(source));
    const run = compileFunction(transform(source, file), ['require', 'module', 'exports'], {
      filename: file,
      parsingContext: realm.context,
    }) as (...given: unknown[]) => void;
    try {
      run.call(
        module.exports,
        (inner: string) => load(inner, dirname(file)),
        module,
        module.exports,
      );
    } catch (e) {
      loaded.delete(file);
      throw e;
    }
    return module.exports;
  }

  return {
    run(code, file) {
      realm.global.require = (path: string) => load(path, dirname(join(root, file)));
      return new Script(transform(code, file), { filename: file }).runInContext(
        realm.context,
      ) as unknown;
    },
    require: (path, from = root) => load(path, from),
  };
}
