import type { Endpoint } from '../../core/endpoint';
import { parseObject } from '../../core/json';
import type { TrackerOptions } from '../../core/options';
import type { Plugin } from '../../core/plugin';

/** What makes an endpoint or a plugin of its options, by name. */
export type Makers<T> = Readonly<Record<string, (options: never) => T>>;

/** Those that JSON can say. */
const OPTIONS = ['consent', 'flush', 'name', 'retention', 'sample'];

/**
 * The options of a tracker out of the attributes of a script element: `data-endpoints` and `data-plugins`,
 * each JSON of names with their options, and `data-options` for the rest. Throws an error that names the attribute.
 */
export function readScript(
  script: Pick<Element, 'getAttribute'>,
  endpoints: Makers<Endpoint>,
  plugins: Makers<Plugin>,
): TrackerOptions {
  function read(attribute: string, known: readonly string[]): Record<string, unknown> {
    const text = script.getAttribute(attribute);
    const values = text === null ? {} : parseObject(text);
    if (!values) throw new Error(`tracelet: ${attribute} is no JSON object`);
    for (const name of Object.keys(values)) {
      if (known.indexOf(name) < 0)
        throw new Error(
          `tracelet: ${attribute}: "${name}" is unknown; there are ${known.join(', ')}`,
        );
    }
    return values;
  }

  function make<T>(attribute: string, makers: Makers<T>): T[] {
    const values = read(attribute, Object.keys(makers));
    return Object.keys(values).map((name) =>
      (makers[name] as Makers<T>[string])(Object(values[name]) as never),
    );
  }

  return {
    ...read('data-options', OPTIONS),
    endpoints: make('data-endpoints', endpoints),
    plugins: make('data-plugins', plugins),
  };
}
