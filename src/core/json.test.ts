import * as fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { parseObject, toJson } from './json';

test('a JSON object is read', () => {
  expect(parseObject(' {"ret":0,"msg":"活码"}\n')).toEqual({ ret: 0, msg: '活码' });
});

for (const text of [
  undefined,
  '',
  ' ',
  'null',
  'true',
  '0',
  '"{}"',
  '{',
  '{}{}',
  "{'ret':0}",
  '{"ret":0,}',
  'undefined',
  'NaN',
  '\ufeff{}',
  '<!doctype html><title>Sign in</title>',
]) {
  test(`${JSON.stringify(text) ?? 'nothing'} is no object`, () => {
    expect(parseObject(text)).toBeUndefined();
  });
}

test('no text throws, and only objects come of it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
      const value = parseObject(text);
      expect(value === undefined || (typeof value === 'object' && value !== null)).toBe(true);
    }),
  );
});

test('a name that every object has does no harm', () => {
  const value = parseObject('{"__proto__":{"ret":0}}');
  expect(value?.['ret']).toBeUndefined();
});

test.describe('JSON of a value', () => {
  const given = { a: [1, 'b', { c: null }], d: new Date(0), e: { toJSON: () => 'own' } };
  const json = '{"a":[1,"b",{"c":null}],"d":"1970-01-01T00:00:00.000Z","e":"own"}';

  test('is what JSON says', () => {
    expect(toJson(given)).toBe(json);
    expect(toJson(undefined)).toBeUndefined();
    expect(toJson('a\n')).toBe('"a\\n"');
  });

  for (const type of [Object, Array, String, Number] as const) {
    test(`is the same when some script has given every ${type.name} a toJSON`, () => {
      Object.defineProperty(type.prototype, 'toJSON', {
        value: () => 'polluted',
        configurable: true,
      });
      try {
        expect(toJson(given)).toBe(json);
      } finally {
        delete (type.prototype as { toJSON?: unknown }).toJSON;
      }
    });
  }
});
