import { print } from '../core/print';

/** Enough to recognise an event by; it is looked at within the host's call of `track()`. */
const NAMES = 20;
const CHARACTERS = 80;

export const cut = (text: string, length: number): string =>
  text.length > length
    ? `${text.slice(0, length)} … ${text.length - length} more characters`
    : text;

/** What an event says, in a line, whatever that is: what lies deeper is not looked at. */
export function describe(props: object): string {
  const names = Object.keys(props);
  const said = names.slice(0, NAMES).map((name) => {
    const value = (props as Record<string, unknown>)[name];
    const text =
      typeof value === 'object' && value ? (Array.isArray(value) ? '[…]' : '{…}') : print(value);
    return `${cut(name, CHARACTERS)}: ${cut(text, CHARACTERS)}`;
  });
  return said.concat(names.length > NAMES ? `${names.length - NAMES} more` : []).join(', ');
}
