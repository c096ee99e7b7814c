import { expect, test } from 'playwright/test';
import type { WireRequest } from '../core/ports';
import { toCurl } from './curl';
import { masked, wireForm } from './wireForm';

const PAGE = 'https://shop.example/a/b?c#d';
const curl = (request: WireRequest): string => toCurl(wireForm(request, PAGE));

test('a relative address is completed as the browser completes it', () => {
  expect(curl({ url: '../relay/x?y=1' })).toContain(`'https://shop.example/relay/x?y=1'`);
});

test('a quote ends no word', () => {
  expect(curl({ url: '/x', body: `it's $(rm -rf) \`x\`\n"y"`, type: 'text' })).toContain(
    `--data-raw 'it'\\''s $(rm -rf) \`x\`\n"y"'`,
  );
});

test('without a body there is a length and no type', () => {
  expect(curl({ url: '/x' })).toContain(`-H 'Content-Type:' \\\n  --data-raw ''`);
});

test('what is compressed is compressed again', () => {
  const command = curl({ url: '/x', body: '[1]', type: 'text', gzip: true });
  expect(command).toMatch(/^printf %s '\[1\]' \| gzip \| curl /);
  expect(command).toContain(`-H 'Content-Encoding: gzip'`);
  expect(command).toContain('--data-binary @-');
});

test('a secret is masked, and nothing else', () => {
  const form = wireForm({ url: '/x', body: '{}', type: 'json', authorization: 'secret-1' }, PAGE);
  expect(toCurl(form)).toContain(`-H 'Authorization: secret-1'`);
  expect(toCurl(masked(form))).toBe(toCurl(form).replace('secret-1', '***'));
});

test('a line break in a header makes no second header', () => {
  const command = curl({ url: '/x', authorization: 'a\r\nX-Other: b' });
  expect(command).toContain(`-H 'Authorization: a  X-Other: b'`);
});
