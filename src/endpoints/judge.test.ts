import { expect, test } from 'playwright/test';
import type { Endpoint, Outcome } from '../core/endpoint';
import type { Response } from '../core/ports';
import { direct } from '../fixtures';

type Name = keyof typeof direct;
const NAMES = Object.keys(direct) as Name[];
/** What all five make of an answer, and who makes something else of it. */
type Row = [
  what: string,
  status: number,
  body: string,
  all: Outcome['kind'],
  others?: { [name in Name]?: Outcome['kind'] },
];

const HTML = '<!doctype html><title>Sign in</title><p>Welcome to the free Wi-Fi.';
const said = (ret: unknown, msg = '') => JSON.stringify({ ret, msg });
/** A JSON body that is no success says to pushData that its session is over. */
const pushData = 'reauthorize';
const refusedContent = { mediaEvent: 'rejected', behavior: 'rejected', oper: 'rejected' } as const;

const ROWS: Row[] = [
  ['ret 0', 200, said(0, 'ok'), 'accepted', { pushData }],
  ['ret 0 and no more', 200, '{"ret":0}', 'accepted', { pushData }],
  ['ret 0 with 201', 201, said(0), 'accepted', { pushData }],
  ['ret 0 as a text', 200, said('0'), 'retry', { pushData }],
  ['ret null', 200, said(null), 'retry', { pushData }],
  ['no ret', 200, '{"msg":"ok"}', 'retry', { pushData }],
  [
    'ret 1001, the parameters are wrong',
    200,
    said(1001, '请求参数错误，请稍后再试'),
    'retry',
    { ...refusedContent, pushData },
  ],
  ['another ret', 200, said(5, 'system busy'), 'retry', { pushData }],
  ['a negative ret', 200, said(-1), 'retry', { pushData }],
  ['80015', 200, said(80015), 'retry', { oper: 'rejected', pushData }],
  ['80033', 200, said(80033), 'retry', { oper: 'rejected', pushData }],
  ['invalid appkey', 200, said(1, 'invalid appkey'), 'retry', { mta: 'misconfigured', pushData }],
  ['Json parse error', 200, said(2, 'Json parse error'), 'retry', { mta: 'rejected', pushData }],
  ['Gzip error', 200, said(3, 'Gzip error'), 'retry', { pushData }],
  ['a message that every object has', 200, said(4, 'constructor'), 'retry', { pushData }],
  ['a list', 200, '[]', 'retry', { pushData }],
  ['a captive portal', 200, HTML, 'retry'],
  ['a text', 200, 'OK', 'retry'],
  ['half a JSON', 200, '{"ret":0', 'retry'],
  ['nothing', 200, '', 'retry', { pushData: 'accepted' }],
  ['nothing with 204', 204, '', 'retry', { pushData: 'accepted' }],
  ['a line break', 200, '\r\n', 'retry', { pushData: 'accepted' }],
  ['code 200', 200, '{"code":200,"msg":"ok"}', 'retry', { pushData: 'accepted' }],
  ['code 500', 200, '{"code":500,"msg":"session"}', 'retry', { pushData }],
  ['code 0', 200, '{"code":0}', 'retry', { pushData }],
  ['an empty object', 200, '{}', 'retry', { pushData }],
  ...[401, 403].flatMap((status): Row[] => [
    ['nothing', status, '', 'reauthorize'],
    ['HTML', status, HTML, 'reauthorize'],
    ['ret 0, whatever that means', status, said(0), 'reauthorize'],
  ]),
  ...[413, 414, 431].map((status): Row => ['HTML', status, HTML, 'too-large']),
  ...[400, 422].flatMap((status): Row[] => [
    ['HTML', status, HTML, 'rejected'],
    ['nothing', status, '', 'rejected'],
    ['a reason', status, '{"code":400,"msg":"data"}', 'rejected'],
  ]),
  ...[408, 425, 429, 404, 405, 500, 502, 503, 504].map((status): Row => [
    'nothing',
    status,
    '',
    'retry',
  ]),
  ['ret 0, which nobody believes', 500, said(0), 'retry'],
  ['code 200, which nobody believes', 503, '{"code":200}', 'retry'],
  ['nothing, as to a redirect that was not followed', 302, '', 'retry'],
  ['nothing, as to a request that was not changed', 304, '', 'retry'],
];

const judge = (endpoint: Endpoint, status: number, body: string, more: Partial<Response> = {}) =>
  endpoint.judge({ kind: 'response', status, body, ...more });

for (const [what, status, body, all, others = {}] of ROWS) {
  test(`${status} with ${what}: ${all}${JSON.stringify(others).replace(/["{}]/g, ' ')}`, () => {
    const outcomes = NAMES.map((name) => [name, judge(direct[name](), status, body).kind]);
    expect(outcomes).toEqual(NAMES.map((name) => [name, others[name] ?? all]));
  });
}

for (const name of NAMES) {
  test.describe(name, () => {
    const endpoint = direct[name]();

    for (const retryAfter of ['120', 'Thu, 01 Jan 2026 00:02:00 GMT', undefined]) {
      test(`hands on when it may come back: ${retryAfter ?? 'nothing'}`, () => {
        for (const status of [429, 503]) {
          const outcome = judge(endpoint, status, 'slow down', { retryAfter });
          expect(outcome).toEqual({ kind: 'retry', why: `${status} slow down`, retryAfter });
        }
      });
    }

    test('says why in one short line', () => {
      const { why } = judge(endpoint, 500, `Oops ${'x'.repeat(5000)}`);
      expect(why).toMatch(/^500 Oops x+$/);
      expect(why.length).toBeLessThan(200);
    });
  });
}

test.describe('isAuthError', () => {
  for (const name of ['mediaEvent', 'behavior', 'oper'] as const) {
    const endpoint = direct[name]({
      isAuthError: ({ status, body }: Response) => status === 200 && body.includes('9999'),
    });
    test(`tells ${name} of a token that is refused in another way`, () => {
      expect(judge(endpoint, 200, said(9999)).kind).toBe('reauthorize');
      expect(judge(direct[name](), 200, said(9999)).kind).toBe('retry');
    });

    test(`leaves ${name} the rest`, () => {
      expect(judge(endpoint, 200, said(0)).kind).toBe('accepted');
      expect(judge(endpoint, 200, said(1001)).kind).toBe('rejected');
      expect(judge(endpoint, 401, '').kind).toBe('reauthorize');
      expect(judge(endpoint, 503, said(9999)).kind).toBe('retry');
    });
  }
});
