import type { Reply, TransportPort, Urgency, WireRequest } from '../../core/ports';

/** Answers a request; a promise that never resolves is a server that hangs. */
export type Respond = (request: WireRequest, urgency: Urgency) => Reply | Promise<Reply>;

/** Hands requests to a function. */
export const memoryTransport = (respond: Respond, survives = true): TransportPort => ({
  send(request, urgency) {
    let abort = (): void => undefined;
    const aborted = new Promise<Reply>((resolve) => {
      abort = () => resolve({ kind: 'no-response', why: 'aborted' });
    });
    // Started before this returns, as every transport has.
    const answer = (async (): Promise<Reply> => respond(request, urgency))();
    const reply = Promise.race([aborted, answer]).catch((why): Reply => ({
      kind: 'no-response',
      why: String(why),
    }));
    return { survives, reply, abort };
  },
});
