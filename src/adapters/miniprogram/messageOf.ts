import { print } from '../../core/print';

/** What a host says of a failure, in whichever way it says it. */
export function messageOf(why: unknown): string {
  const { errMsg, errorMessage, message } = Object(why) as Readonly<Record<string, unknown>>;
  return print(errMsg || errorMessage || message || why);
}
