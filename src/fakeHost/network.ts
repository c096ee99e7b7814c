import type { InnerClock } from './clock';
import type { Thread } from './thread';
import type { HostAnswer, HostOptions, HostRequest } from './types';

/** An answer as it arrived. */
export interface Arrival {
  readonly status: number;
  readonly body: string;
  readonly header: Readonly<Record<string, string>>;
}

export type Trouble =
  'domain' | 'url' | 'offline' | 'broken' | 'timeout' | 'abort' | 'interrupted' | 'background';

export interface Call {
  readonly request: Omit<HostRequest, 'at' | 'isReceived' | 'outcome' | 'status'>;
  readonly timeout: number;
  /** Called once, outside of the app's thread. */
  done(result: Arrival | Trouble): void;
}

export interface Network {
  readonly requests: HostRequest[];
  start(call: Call): { abort(): void };
  isOnline(): boolean;
  setOnline(isOnline: boolean): void;
  /** What is not finished ends, and nothing more goes out until {@link resume}. */
  interrupt(): void;
  resume(): void;
  kill(): void;
}

/** The platform runs no more at once; the others wait, in their order. */
const SLOTS = 10;
/** Milliseconds until a request is with the server, and until its answer is back. */
const WAY = 20;
const ROUND_TRIP = 2 * WAY;
/** Milliseconds until the platform says that it has not even tried. */
const REFUSAL = 3;

const OUTCOMES = {
  domain: 'refused',
  url: 'refused',
  background: 'refused',
  offline: 'failed',
  broken: 'failed',
  timeout: 'timed out',
  abort: 'aborted',
  interrupted: 'interrupted',
} as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Running {
  end(trouble: Trouble): void;
  go(): void;
}

export function createNetwork(
  clock: InnerClock,
  thread: Thread,
  { respond, domains }: HostOptions,
): Network {
  const requests: Mutable<HostRequest>[] = [];
  let waiting: Running[] = [];
  const underWay = new Set<Running>();
  let isOnline = true;
  let isInterrupted = false;

  function troubleOf(url: string): Trouble | undefined {
    if (isInterrupted) return 'background';
    if (!URL.canParse(url)) return 'url';
    const { protocol, host } = new URL(url);
    if (protocol !== 'https:' || (domains && !domains.includes(host))) return 'domain';
    return isOnline ? undefined : 'offline';
  }

  async function ask(request: HostRequest): Promise<HostAnswer> {
    try {
      return (respond && (await respond(request))) || {};
    } catch (reason) {
      thread.report({ kind: 'error', reason });
      return 'fail';
    }
  }

  function start(call: Call): { abort(): void } {
    const request: Mutable<HostRequest> = {
      ...call.request,
      at: clock.now(),
      isReceived: false,
      outcome: 'waiting',
    };
    requests.push(request);
    let isOver = false;
    const timers: (() => void)[] = [];

    function finish(result: Arrival | Trouble): void {
      if (isOver) return;
      isOver = true;
      timers.forEach((cancel) => cancel());
      underWay.delete(running);
      waiting = waiting.filter((other) => other !== running);
      request.outcome = typeof result === 'string' ? OUTCOMES[result] : 'answered';
      if (typeof result !== 'string') request.status = result.status;
      call.done(result);
      const next = underWay.size < SLOTS && waiting.shift();
      if (next) next.go();
    }

    function hear(answer: HostAnswer, since: number): void {
      if (isOver || answer === 'timeout') return;
      if (answer === 'hang') return timers.forEach((cancel) => cancel());
      const {
        status = 200,
        body = '',
        header = {},
        delay = ROUND_TRIP,
      } = answer === 'fail' ? {} : answer;
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      timers.push(
        clock.after(since + delay - clock.monotonic(), () =>
          finish(answer === 'fail' ? 'broken' : { status, body: text, header }),
        ),
      );
    }

    const running: Running = {
      end: finish,
      go() {
        underWay.add(running);
        request.outcome = 'in flight';
        const since = clock.monotonic();
        timers.push(clock.after(call.timeout, () => finish('timeout')));
        timers.push(
          clock.after(WAY, () => {
            request.isReceived = true;
            void ask(request).then((answer) => hear(answer, since));
          }),
        );
      },
    };

    const trouble = troubleOf(request.url);
    if (trouble) {
      request.outcome = OUTCOMES[trouble];
      timers.push(clock.after(REFUSAL, () => finish(trouble)));
    } else if (underWay.size < SLOTS) running.go();
    else waiting.push(running);
    return { abort: () => finish('abort') };
  }

  const endAll = (trouble: Trouble): void =>
    [...underWay, ...waiting].forEach((running) => running.end(trouble));

  return {
    requests,
    start,
    isOnline: () => isOnline,
    setOnline(now) {
      isOnline = now;
      if (!now) endAll('broken');
    },
    interrupt() {
      isInterrupted = true;
      endAll('interrupted');
    },
    resume: () => void (isInterrupted = false),
    kill: () =>
      requests.forEach((request) => {
        if (/waiting|in flight/.test(request.outcome)) request.outcome = 'killed';
      }),
  };
}
