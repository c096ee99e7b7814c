import { createReceiver } from '../../demo/receiver.mjs';
import { createHost, type Host, type HostOptions, type Profile } from '../../src/testing';
import { names, type Name } from '../fixtures';
import { askReceiver } from '../platforms/askReceiver';
import { hostAnswer } from '../platforms/hostAnswer';
import { numbersIn, starting, tracking, type AppGlobal } from './app';
import { createBooks } from './books';
import { WatchedDisk } from './watchedDisk';
import type { Step } from './steps';

const MINUTE = 60_000;

/** What a fake host takes from a call to its server, and to its answer. */
const WAY = 20;
const ROUND_TRIP = 2 * WAY;

/** Longer than the tracker lets an event wait. */
const SOON = 3000;

export interface Conditions {
  readonly profile: Profile;
  readonly asyncWrites: NonNullable<HostOptions['asyncWrites']>;
  /** Of the app's chance. */
  readonly seed: number;
}

/** An app in whose life happens what it is told; in the end, what has not come out as promised. */
export function createLife({ profile, asyncWrites, seed }: Conditions) {
  const receiver = createReceiver();
  const disk = new WatchedDisk(() => now());
  const errors: string[] = [];
  const warned: string[] = [];
  let isOnline = true;
  let isBroken = false;
  let isShown = true;
  let jumped = 0;
  let lives = 0;
  let host: Host | undefined;

  const app = (): Host => host as Host;
  const realm = (): AppGlobal => app().global as unknown as AppGlobal;
  const now = (): number => app().clock.now() - jumped;
  const books = createBooks(asyncWrites, now);

  const respond: NonNullable<HostOptions['respond']> = (request) => {
    const { pathname } = new URL(request.url);
    const name = names.find((name) => receiver.config[name].path === pathname) as Name;
    const answer = askReceiver(receiver, name, request);
    const { transport, accepted } = answer;
    const delay = transport && 'slow' in transport ? transport.slow : ROUND_TRIP;
    const numbers = accepted.flatMap(({ record }) => numbersIn(JSON.stringify(record)));
    books.deliver(request, numbers, now() - WAY + delay);
    const answered = hostAnswer(answer);
    return typeof answered === 'object' ? { ...answered, delay } : answered;
  };

  function launch(start?: number): void {
    const options = { respond, disk, asyncWrites, ...(start !== undefined && { start }) };
    host = createHost(profile, options);
    host.setOnline(isOnline);
    host.failStorage(isBroken ? 'it is broken' : undefined);
    isShown = true;
    books.launched();
    host.run(starting(profile, receiver, seed + lives++));
    host.launch();
  }

  function leave(): void {
    errors.push(...app().errors.map(({ reason }) => String(reason)));
    warned.push(...realm().warned);
  }

  function setShown(isWanted: boolean, keepsRunning = false): void {
    if (isWanted === isShown) return;
    isShown = isWanted;
    if (isShown) {
      app().show();
      books.shown();
    } else {
      app().hide({ keepsRunning });
      books.hidden();
    }
  }

  function setDisk(isThere: boolean): void {
    isBroken = !isThere;
    if (isBroken) books.broken();
    else books.mended();
    app().failStorage(isBroken ? 'it is broken' : undefined);
  }

  async function pass(milliseconds: number): Promise<void> {
    await app().clock.advance(milliseconds);
    books.endTask();
  }

  async function passUntil(moment: 'sent' | 'answered', more: number): Promise<void> {
    const { requests, clock } = app();
    const count = (): number =>
      moment === 'sent'
        ? requests.length
        : requests.filter(({ outcome }) => outcome === 'answered').length;
    const before = count();
    for (let i = 0; i < SOON && count() === before; i++) await clock.advance(1);
    await pass(more);
  }

  async function take(step: Step): Promise<unknown> {
    switch (step[0]) {
      case 'track':
        return app().run(tracking(step[1], books.track(step[2])));
      case 'flush':
        books.looked();
        return app().run('void tracker.flush()');
      case 'hide':
      case 'hide with music':
        return setShown(false, step[0] !== 'hide');
      case 'show':
        return setShown(true);
      case 'kill':
        leave();
        app().kill();
        books.killed(disk.numbers());
        return launch(app().clock.now() + step[1]);
      case 'network':
        isOnline = step[1];
        return app().setOnline(isOnline);
      case 'disk':
        return setDisk(step[1]);
      case 'server':
        return (step[1] === 'all' ? names : [step[1]]).forEach((name) =>
          receiver.fail(name, step[2]),
        );
      case 'pass':
        return pass(step[1]);
      case 'pass until':
        return passUntil(step[1], step[2]);
      case 'jump':
        jumped += step[1];
        return app().clock.jump(step[1]);
    }
  }

  /** All is well for as long as anything may have to wait. */
  async function recover(): Promise<void> {
    await take(['network', true]);
    await take(['server', 'all']);
    await take(['disk', true]);
    await take(['show']);
    const isWaiting = (): boolean =>
      books.missing().length > 0 || realm().tracker.stats().waiting > 0;
    for (let i = 0; i < 60 && isWaiting(); i++) await pass(MINUTE);
    // What would come twice comes by then.
    await pass(3 * MINUTE);
  }

  launch();
  return {
    take,
    async end() {
      await recover();
      leave();
      const stats = { ...realm().tracker.stats(), lanes: undefined };
      app().kill();
      const answers = names.flatMap((name) => receiver.requests(name).map(({ answer }) => answer));
      return {
        missing: books.missing(),
        doubled: books.doubled(),
        faults: books.faults,
        refused: answers.flatMap(({ refused, voided }) => [...refused, ...voided]),
        errors,
        warned,
        stats,
        counted: books.counted(),
      };
    },
  };
}
