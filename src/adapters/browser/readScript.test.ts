import { expect, test } from 'playwright/test';
import { behavior } from '../../endpoints/behavior';
import { dwell } from '../../plugins/dwell';
import { readScript } from './readScript';

const read = (attributes: Readonly<Record<string, string>>) =>
  readScript(
    { getAttribute: (name) => attributes[`${name}`] ?? null },
    { behavior, twice: () => behavior({ url: '/', head: undefined, name: 'twice' }) },
    { dwell },
  );
const HEAD = '{"uid":"U","openid":"O"}';

test('endpoints and plugins are made of their options, in the order of the attribute', () => {
  const { endpoints, plugins, ...rest } = read({
    'data-endpoints': `{"twice":{},"behavior":{"url":"/relay","head":${HEAD},"name":"visits"}}`,
    'data-plugins': '{"dwell":{}}',
    'data-options': '{"name":"x","consent":"pending","sample":0.5}',
  });
  expect(endpoints.map(({ name }) => name)).toEqual(['twice', 'visits']);
  expect(endpoints[1]?.problems).toEqual([]);
  expect(plugins?.map(({ name }) => name)).toEqual(['dwell']);
  expect(rest).toEqual({ name: 'x', consent: 'pending', sample: 0.5 });
});

for (const [what, attributes, message] of [
  ['no JSON', { 'data-endpoints': '{behavior}' }, 'data-endpoints is no JSON object'],
  ['nothing', { 'data-endpoints': '' }, 'data-endpoints is no JSON object'],
  ['a number', { 'data-options': '1' }, 'data-options is no JSON object'],
  [
    'an unknown endpoint',
    { 'data-endpoints': '{"behaviour":{}}' },
    'data-endpoints: "behaviour" is unknown; there are behavior, twice',
  ],
  [
    'a name that every object has',
    { 'data-plugins': '{"constructor":{}}' },
    'data-plugins: "constructor" is unknown; there are dwell',
  ],
  [
    'a misspelt option',
    { 'data-options': '{"consnet":"pending"}' },
    'data-options: "consnet" is unknown; there are consent, flush, name, retention, sample',
  ],
] as const) {
  test(`${what} is refused by the attribute's name`, () => {
    expect(() => read(attributes)).toThrow(`tracelet: ${message}`);
  });
}
