import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';
import { snippet } from './snippets';

const APP_TEST = 'docs/miniprograms.md › Testing your tracking: tracelet/testing';

/** The app that the example tests. */
const APP = {
  'app.json': '{ "pages": ["pages/index"] }',
  'app.js': `
    const { createTracker, pushData } = require('tracelet');
    const account = { appId: 15154545, session: 'S1', signKey: 'developer_login', in: 'query' };
    getApp.tracker = createTracker({
      endpoints: [pushData({ url: 'https://log.example.com/push', ...account })],
    });`,
  'pages/index.js': `
    Page({
      onGame() {
        getApp.tracker.track('game_click', { game_id: 12, game_v: '7.8.8', column: 5 });
      },
    });`,
};

for (const [aid, outcome] of [
  ['1003', 'passes'],
  ['1004', 'fails for another aid'],
] as const) {
  test(`the test of an app that is killed ${outcome}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'tracelet-'));
    mkdirSync(join(folder, 'miniprogram/pages'), { recursive: true });
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(
      fileURLToPath(new URL('../../', import.meta.url)),
      join(folder, 'node_modules/tracelet'),
    );
    for (const [file, code] of Object.entries(APP)) {
      writeFileSync(join(folder, 'miniprogram', file), code);
    }
    const code = snippet(APP_TEST).code.replace('"aid":1003', `"aid":${aid}`);
    writeFileSync(join(folder, 'app.test.mjs'), code);
    const { status, stdout } = spawnSync(process.execPath, ['--test'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status, stdout).toBe(outcome === 'passes' ? 0 : 1);
    rmSync(folder, { recursive: true });
  });
}
