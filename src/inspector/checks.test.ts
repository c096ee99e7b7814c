import { expect, test } from 'playwright/test';
import { inertTracker } from '../core/inertTracker';
import { direct } from '../fixtures';
import { checkConfig, type Facts } from './checks';
import type { SeenRequest } from './seen';
import { wireForm } from './wireForm';

const PAGE = 'https://shop.example/a';

const found = (facts: Partial<Facts>, kind = 'wrong'): string[] =>
  checkConfig({
    options: undefined,
    href: PAGE,
    page: undefined,
    requests: [],
    stats: inertTracker.stats(),
    refusesTracking: false,
    hasDisk: true,
    ...facts,
  })
    .filter((finding) => finding.kind === kind)
    .map(({ what }) => what);

const answered = (answer: string): SeenRequest[] => [
  {
    lane: 'mta',
    time: 0 as never,
    key: 'k',
    records: 1,
    isExit: false,
    form: wireForm({ url: '/x' }, PAGE),
    answer,
  },
];

test('an http endpoint is wrong on an https page, and fine on an http one', () => {
  const options = { endpoints: [direct.mta({ url: 'http://vendor.example/x' })] };
  expect(found({ options })).toEqual([expect.stringMatching(/^mta: http:\/\/vendor\.example is/)]);
  expect(found({ options, href: 'http://shop.example/' })).toEqual([]);
});

test('what an endpoint says of its options is told', () => {
  const options = { endpoints: [direct.pushData({ signKey: '' })] };
  expect(found({ options })).toEqual(['pushData: give exactly one of signKey and sign']);
});

test('no answer of another origin is a matter of CORS, of the own one of nothing', () => {
  const requests = answered('no answer: TypeError: Failed to fetch');
  const at = (url: string, more = {}) => ({ endpoints: [direct.mta({ url, ...more })] });
  const elsewhere = 'https://vendor.example/x';
  expect(found({ requests, options: at(elsewhere) })).toEqual([expect.stringContaining('CORS')]);
  expect(found({ requests, options: at('/x') })).toEqual([]);
  expect(found({ requests, options: at(elsewhere, { cors: 'opaque' }) })).toEqual([]);
});

test('an address where nothing is, and a server that refuses who asks, are wrong', () => {
  const options = { endpoints: [direct.mta()] };
  expect(found({ options, requests: answered('404\nNot found') })).toHaveLength(1);
  expect(found({ options, requests: answered('401\n{}') })).toHaveLength(1);
  expect(found({ options, requests: answered('200\n{"ret":0}') })).toEqual([]);
  expect(found({ options, requests: answered('503\n') }, 'look')).toEqual([
    expect.stringContaining('503'),
  ]);
});

test('a page that is not mapped is wrong, and dwell without page views', () => {
  const page = { ids: undefined, complaints: ['pageViews: no page is mapped to /a'] };
  expect(found({ page })).toEqual(['pageViews: no page is mapped to /a']);
  const dwell = { name: 'dwell', problems: [], start: () => () => undefined };
  const options = { endpoints: [direct.mta()], plugins: [dwell] };
  expect(found({ options })).toEqual([expect.stringMatching(/^dwell/)]);
});

test('a browser that asks for no tracking is told, unless the options decide', () => {
  const endpoints = [direct.mta()];
  expect(found({ options: { endpoints }, refusesTracking: true }, 'look')).toHaveLength(1);
  expect(
    found({ options: { endpoints, consent: 'pending' }, refusesTracking: true }, 'look'),
  ).toEqual([]);
});
