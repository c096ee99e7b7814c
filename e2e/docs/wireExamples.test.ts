import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { createReceiver } from '../../demo/receiver.mjs';
import type { EndpointName } from '../../demo/testing';
import { printRequest, requestOf } from './wireExamples';

// In one worker, because they can write one file.
test.describe.configure({ mode: 'default' });

const file = new URL('../../docs/endpoints.md', import.meta.url);

for (const name of ['behavior', 'mediaEvent', 'pushData', 'mta', 'oper'] satisfies EndpointName[]) {
  test(`the wire example of ${name} is what its encoder makes, and the test server takes it`, async () => {
    const page = readFileSync(file, 'utf8');
    const chapter = page.slice(page.indexOf(`\n## ${name}\n`));
    const code = chapter.match(/```ts\n([\s\S]*?)```/)?.[1] ?? '';
    const request = await requestOf(code);

    const marks = new RegExp(`(<!-- wire ${name} -->\n)[\\s\\S]*?(<!-- /wire -->)`);
    const made = page.replace(marks, (_, before, after) =>
      [before, printRequest(request), '', after].join('\n'),
    );
    expect(page).toMatch(marks);
    // `WRITE=1 npx playwright test -c e2e wireExamples` writes it.
    if (process.env['WRITE']) writeFileSync(file, made);
    else expect(page).toBe(made);

    const receiver = createReceiver();
    const { url, body = '', type } = request;
    // What the relay adds.
    const authorization =
      name === 'pushData' || name === 'mta' ? {} : { authorization: receiver.issue(name) };
    const contentType = type ? { 'content-type': 'application/json' } : {};
    const answer = receiver.handle(name, {
      method: 'POST',
      path: receiver.config[name].path,
      query: url.split('?')[1] ?? '',
      headers: { ...contentType, ...authorization },
      body,
    });
    expect(answer.refused).toEqual([]);
    expect(answer.accepted).toHaveLength(1);
  });
}
