import { expect, test } from 'playwright/test';
import ts from 'typescript';
import { createReceiver } from '../../demo/receiver.mjs';
import { createHost } from '../../src/testing';
import type { Name } from '../fixtures';
import { hostPlays } from './hostPlays';
import { snippet } from './snippets';

const RELAYED: Readonly<Record<string, Name>> = {
  '/relay/push': 'pushData',
  '/relay/media': 'mediaEvent',
  '/relay/behavior': 'behavior',
};

for (const [name, play] of Object.entries(hostPlays)) {
  const { profile, before, path, pages = {}, act, arrives } = play;
  test(`in an app: ${name}`, async () => {
    const receiver = createReceiver();
    const host = createHost(profile, {
      respond({ url, method, header, body }) {
        const to = RELAYED[new URL(url).pathname] as Name;
        const added =
          to === 'pushData'
            ? {}
            : { 'content-type': 'application/json', authorization: receiver.issue(to) };
        const answer = receiver.handle(to, {
          method,
          path: receiver.config[to].path,
          query: '',
          headers: { ...header, ...added },
          body,
        });
        return { status: answer.status, body: answer.body };
      },
    });
    const { outputText } = ts.transpileModule(`${before}\n${snippet(name).code}`, {
      compilerOptions: { target: ts.ScriptTarget.ES2018, module: ts.ModuleKind.CommonJS },
    });
    host.run(`var exports = {}; ${outputText}`, path);
    for (const [page, code] of Object.entries(pages)) host.run(code, `${page}.js`);
    host.launch();
    await host.clock.advance(3000);
    await act?.(host);
    await host.clock.advance(3000);
    host.hide();
    await host.clock.advance(4000);
    const [to, count] = arrives;
    expect(receiver.tally()[to]).toMatchObject({ received: count, distinct: count, refused: {} });
    expect([...host.errors, ...host.logs]).toEqual([]);
  });
}
