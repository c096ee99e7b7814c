import { expect, test } from 'playwright/test';
import { mta } from '../endpoints/mta';
import { oper } from '../endpoints/oper';
import { pushData } from '../endpoints/pushData';
import { createWorld, direct } from '../fixtures';
import { createReceiver } from '../../demo/receiver.mjs';
import type { Endpoint } from './endpoint';
import { checkOptions, type TrackerOptions } from './options';

const none = undefined as never;
const endpoints = [direct.mta()];
const push = { url: '/push', appId: 1, session: 's' };
const plugin = { name: 'dwell', problems: ['pages: no page'], start: () => () => undefined };

/** Each wrong in one thing, and what the message names. */
const WRONG: [what: string, options: TrackerOptions, named: RegExp][] = [
  ['no endpoints', { endpoints: none }, /endpoints/],
  ['an empty list of endpoints', { endpoints: [] }, /endpoints/],
  ['two endpoints of one name', { endpoints: [direct.mta(), direct.mta()] }, /name mta/],
  [
    'an endpoint renamed to another’s name',
    { endpoints: [direct.mta(), direct.oper({ name: 'mta' })] },
    /name mta/,
  ],
  ['a name with a slash', { endpoints, name: 'a/b' }, /name.*a\/b/],
  ['a name with a blank', { endpoints, name: 'a b' }, /name.*a b/],
  ['a Chinese name', { endpoints, name: '追踪' }, /name.*追踪/],
  ['an endpoint’s name with a slash', { endpoints: [direct.mta({ name: 'a/b' })] }, /name.*a\/b/],
  ['a plugin’s own problem', { endpoints, plugins: [plugin] }, /dwell: pages/],
  ['mta without url', { endpoints: [direct.mta({ url: none })] }, /mta: url/],
  ['mta without appKey', { endpoints: [direct.mta({ appKey: none })] }, /mta: appKey/],
  ['mta without cui', { endpoints: [direct.mta({ cui: none })] }, /mta: cui/],
  ['pushData without url', { endpoints: [direct.pushData({ url: none })] }, /pushData: url/],
  ['pushData without appId', { endpoints: [direct.pushData({ appId: none })] }, /pushData: appId/],
  [
    'pushData without session',
    { endpoints: [direct.pushData({ session: none })] },
    /pushData: session/,
  ],
  ['pushData that nobody signs', { endpoints: [pushData(push)] }, /pushData.*signKey.*sign/],
  [
    'pushData that two sign',
    { endpoints: [pushData({ ...push, signKey: 'k', sign: () => '' })] },
    /pushData.*signKey.*sign/,
  ],
  ['mediaEvent without url', { endpoints: [direct.mediaEvent({ url: none })] }, /mediaEvent: url/],
  [
    'mediaEvent without account',
    { endpoints: [direct.mediaEvent({ account: none })] },
    /mediaEvent: account/,
  ],
  ['behavior without url', { endpoints: [direct.behavior({ url: none })] }, /behavior: url/],
  ['behavior without head', { endpoints: [direct.behavior({ head: none })] }, /behavior: head/],
  ['oper without url', { endpoints: [oper({ url: none })] }, /oper: url/],
  [
    'a limit of no records',
    { endpoints: [direct.mta({ limits: { records: 0 } })] },
    /mta: limits.records: 0/,
  ],
  [
    'a limit of fewer bytes than none',
    { endpoints: [direct.mta({ limits: { bytes: -1 } })] },
    /mta: limits.bytes: -1/,
  ],
  ['batches of no records', { endpoints, flush: { records: 0 } }, /flush.records: 0/],
  ['batches of no bytes', { endpoints, flush: { bytes: 0 } }, /flush.bytes: 0/],
  ['a delay that is no number', { endpoints, flush: { delay: NaN } }, /flush.delay: NaN/],
  ['a delay before the event', { endpoints, flush: { delay: -1 } }, /flush.delay: -1/],
  ['a lane that keeps nothing', { endpoints, retention: { records: 0 } }, /retention.records: 0/],
  ['a lane that keeps no bytes', { endpoints, retention: { bytes: 0 } }, /retention.bytes: 0/],
  ['a lane that keeps nothing for long', { endpoints, retention: { age: 0 } }, /retention.age: 0/],
  ['a sample of more than all', { endpoints, sample: 2 }, /sample: 2/],
  ['a sample in words', { endpoints, sample: 'half' as never }, /sample: half/],
  ['a decision that is none', { endpoints, consent: 'yes' as never }, /consent: "yes"/],
  [
    'a renamed endpoint without url, by its name',
    { endpoints: [mta({ url: '', appKey: 'k', cui: 'c', name: 'loans' })] },
    /loans: url/,
  ],
];

for (const [what, options, named] of WRONG) {
  test(`${what} throws, and the message says so`, () => {
    expect(() => checkOptions(options)).toThrow(/^tracelet: /);
    expect(() => checkOptions(options)).toThrow(named);
  });
}

const RIGHT: [what: string, given: Endpoint[], name?: string][] = [
  ['all five endpoints', Object.values(direct).map((make) => make())],
  ['one twice, under two names', [direct.mta(), direct.mta({ name: 'mta-2' })]],
  ['a name of all that is allowed', endpoints, 'Az09_-.'],
  ['pushData with sign alone', [pushData({ ...push, sign: () => '' })]],
  ['a user who is not known yet', [direct.mta({ cui: () => none })]],
];
for (const [what, given, name] of RIGHT) {
  test(`${what} is no problem`, () => {
    expect(() => checkOptions({ endpoints: given, ...(name && { name }) })).not.toThrow();
  });
}

test('a tracker that is wrongly configured throws at once and leaves nothing on disk', () => {
  const world = createWorld(createReceiver());
  expect(() => world.open([direct.mta({ appKey: none })])).toThrow(/mta: appKey/);
  expect(world.disk.size).toBe(0);
});
