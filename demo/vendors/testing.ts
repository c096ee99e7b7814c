// What holds of each vendor that takes JSON.
import { expect, test } from 'playwright/test';
import { createReceiver } from '../receiver.mjs';
import { change, config, payloads, REFUSED, requestFor } from '../testing';
import type { EndpointName, Json } from '../testing';

type Name = Exclude<EndpointName, 'pushData'>;

/** path of the field to change, its new value (`undefined`: left out), and the reason's field */
export type Mutation = [path: string, value: unknown, field?: string];

export const seconds = (path: string): Mutation[] => [
  [path, undefined],
  [path, '1699274742'],
  [path, 1699274742000],
  [path, 1699274742.5],
  [path, 0],
];

export function takesItWhole(name: Name) {
  test(`is accepted by ${name}, with all that it says`, () => {
    const receiver = createReceiver();
    const payload = payloads[name]();
    const answer = receiver.handle(name, requestFor(name, JSON.stringify(payload)));
    expect(answer.refused).toEqual([]);
    expect(answer.status).toBe(200);
    expect(answer.body).toBe(`{"ret":0,"msg":"${name === 'oper' ? 'ok' : ''}"}`);
    const [item] = receiver.received(name);
    expect(item?.record).toEqual(payload[0] ?? payload.items?.[0] ?? payload.data);
    expect(item?.at).toBe(name === 'mta' ? 1512057600 : 1699274742);
    expect(item?.head).toEqual(payload.head ?? (name === 'oper' ? { nonce: payload.nonce } : {}));
  });
}

export function refusesEach(name: Name, mutations: Mutation[]) {
  test.describe(`${name} refuses, naming the field,`, () => {
    for (const [path, value, field = path.split('.').at(-1)!] of mutations) {
      test(`${path} as ${JSON.stringify(value)}`, () => {
        const body = JSON.stringify(change(payloads[name](), path, value));
        const answer = createReceiver().handle(name, requestFor(name, body));
        expect(answer.refused).toHaveLength(1);
        expect(answer.refused[0]).toContain(field);
        expect(answer.accepted).toEqual([]);
        expect(answer.status).toBe(200);
        expect(answer.body).toBe(name === 'mta' ? '{"ret":2,"msg":"Json parse error"}' : REFUSED);
      });
    }

    const valid = JSON.stringify(payloads[name]());
    const wrongWays: [field: string, status: number, request: Json][] = [
      ['path', 404, { path: '/elsewhere' }],
      ['path', 404, { path: `${(config as Json)[name].path}/` }],
      ['method', 405, { method: 'PUT' }],
      ['query', 200, { query: 'a=1' }],
      ['body', 200, { body: 'not json' }],
      ['body', 200, { body: JSON.stringify(valid) }],
    ];
    for (const [field, status, wrong] of wrongWays) {
      test(`a request with ${JSON.stringify(wrong)}`, () => {
        const answer = createReceiver().handle(name, { ...requestFor(name, valid), ...wrong });
        expect(answer.refused.join()).toContain(field);
        expect(answer.status).toBe(status);
      });
    }

    if (name === 'mta') return;
    for (const authorization of [undefined, 'other', `Bearer ${(config as Json)[name].token}`]) {
      test(`the authorization ${authorization}`, () => {
        const answer = createReceiver().handle(name, requestFor(name, valid, { authorization }));
        expect(answer.refused.join()).toContain('authorization');
        expect(answer).toMatchObject({ status: 401, body: '{"ret":401,"msg":"unauthorized"}' });
      });
    }
    for (const type of [undefined, 'text/plain', 'application/jsonp', 'application/json; x']) {
      test(`the content type ${type}`, () => {
        const answer = createReceiver().handle(
          name,
          requestFor(name, valid, { 'content-type': type }),
        );
        expect(answer.refused.join()).toContain('content-type');
        expect(answer.body).toBe(REFUSED);
      });
    }
    test('nothing of a content type with its charset', () => {
      const headers = { 'content-type': 'application/json; charset=UTF-8' };
      expect(createReceiver().handle(name, requestFor(name, valid, headers)).refused).toEqual([]);
    });
  });
}
