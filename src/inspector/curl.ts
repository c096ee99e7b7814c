import type { WireForm } from './wireForm';

/** One word for any POSIX shell: nothing in single quotes means anything but what ends them. */
const quote = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;

/**
 * The command that sends a request once more, byte for byte. `--globoff` and `--path-as-is` because curl
 * reads patterns and dots in an address, and a browser does not.
 */
export function toCurl({ method, url, headers, body, isCompressed }: WireForm): string {
  const type = headers.some(([name]) => name === 'Content-Type') ? [] : ["-H 'Content-Type:'"];
  const words = [
    `curl --globoff --path-as-is -X ${method} ${quote(url)}`,
    ...headers.map(([name, value]) => `-H ${quote(`${name}: ${value.replace(/[\r\n]/g, ' ')}`)}`),
    // Without a body curl would send no length, and with one a type of its own.
    ...type,
    isCompressed ? '--data-binary @-' : `--data-raw ${quote(body || '')}`,
  ];
  const command = words.join(' \\\n  ');
  return isCompressed ? `printf %s ${quote(body || '')} | gzip | ${command}` : command;
}
