import type { HostAnswer } from '../../src/testing';
import type { askReceiver } from './askReceiver';

/** The receiver's answer on its way to an app, with what is armed to happen to it there. */
export function hostAnswer({
  transport,
  status,
  body,
  headers,
}: ReturnType<typeof askReceiver>): HostAnswer {
  if (transport && 'hang' in transport) return 'hang';
  if (transport && 'reset' in transport) return 'fail';
  const delay = transport && 'slow' in transport ? { delay: transport.slow } : {};
  return { status, body, header: headers, ...delay };
}
