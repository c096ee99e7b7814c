import type { Game } from '../core/catalogue';
import { integer, oneOf, pick, text, type Fields, type Read } from '../core/fields';
import type { Props } from '../core/event';
import { own } from '../core/own';
import type { GameButton, GameTarget } from './gameHandle';

/** What a game in a frame, or in a native app's WebView, tells the shell around it. */
export type GameMessage = Game & {
  /** The version of this form. */
  tracelet: 1;
  /** One handle of one document: 20 random characters. */
  id: string;
} & (
    | { call: 'load' | 'enter' | 'exit' }
    | { call: 'button'; button: GameButton }
    | { call: 'jump'; target: GameTarget }
  );

/** Longer texts are no version and no id: they would only fill the disk. */
const LONGEST = 64;

const short: Read = (value) => {
  const read = text(value) as string | undefined;
  return read && read.length <= LONGEST ? read : undefined;
};

const ALL: Fields = {
  'id!': short,
  'call!': oneOf('load', 'enter', 'exit', 'button', 'jump'),
  'game_id!': integer,
  'game_v!': short,
};
const MORE: Readonly<Record<string, Fields>> = {
  button: {
    'button!': oneOf('close', 'more', 'share', 'favorite', 'unfavorite', 'clear_cache', 'lobby'),
  },
  jump: { 'target!': short },
};

/** What is read of a message; `more` are the props of its call alone. */
export interface ReadMessage {
  readonly message: GameMessage;
  readonly more: Props;
}

/** Reads a message field by field, or says which are not valid; `undefined`: it is nobody's of ours. */
export function readGameMessage(data: unknown): ReadMessage | string | undefined {
  const given = Object(data) as Props;
  if (own(given, 'tracelet') !== 1) return undefined;
  const all = pick(given, ALL);
  const more = pick(given, own(MORE, given.call) || {});
  const missing = all.missing.concat(more.missing);
  if (missing.length) return missing.join(', ');
  return { message: all.item as GameMessage, more: more.item as Props };
}
