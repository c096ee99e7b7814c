import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, expectTally, received, test } from '../fixtures';
import { freePort } from '../freePort';
import { guides } from './guides';
import { snippet } from './snippets';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A folder with the package installed, and what the guide has its reader write: its JSON files too. */
function folderOf(guide: string, page: string, server: string, port = 0): string {
  const folder = mkdtempSync(join(tmpdir(), 'tracelet-'));
  const write = (name: string, code: string): void => {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    const here = code.replaceAll('http://127.0.0.1:5173', server).replaceAll('8080', `${port}`);
    writeFileSync(file, here);
  };
  for (const [name, of] of Object.entries(guides)) {
    const { code } = snippet(name);
    const file = /^(?:\/\/|<!--) ([\w./-]+)/.exec(code)?.[1]?.replace(/:$/, '');
    if (of === guide && file) write(file, code);
  }
  for (const [, name = '', json = ''] of readFileSync(root + page, 'utf8').matchAll(
    /`(\S+\.json)`:\n\n```json\n([^`]*)```/g,
  )) {
    write(name, json);
  }
  write('package.json', '{ "type": "commonjs" }'); // as `npm init` writes it
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/tracelet'));
  return folder;
}

test('the guide to a page: its two files are a page and a relay', async ({ page, server }) => {
  const folder = folderOf('page', 'docs/getting-started-h5.md', server.url, await freePort());
  const serving = spawn(process.execPath, ['serve.mjs'], { cwd: folder });
  try {
    const [line] = (await once(serving.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(line).toMatch(/^http:\/\/127\.0\.0\.1:/);
    await page.goto(line.trim());
    const [visit] = await received(server.receiver, 'behavior', 1);
    expect(visit).toMatchObject({ head: { uid: 'U1', openid: 'O1' }, record: { page_id: 1 } });
    expectTally(server.receiver, { behavior: 1 });
  } finally {
    serving.kill();
    rmSync(folder, { recursive: true });
  }
});

for (const [guide, name, count] of [
  ['miniprogram', 'behavior', 1],
  ['minigame', 'pushData', 5],
] as const) {
  test(`the guide to a ${guide}: its try.mjs brings ${count} of ${name} to the server`, async ({
    server,
  }) => {
    const folder = folderOf(guide, `docs/getting-started-${guide}.md`, server.url);
    const trying = spawn(process.execPath, ['try.mjs'], { cwd: folder });
    let said = '';
    trying.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    trying.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(trying, 'close')) as [number];
    expect(code, said).toBe(0);
    expect(said).toMatch(/200\S* \/relay\//);
    expectTally(server.receiver, { [name]: count });
    rmSync(folder, { recursive: true });
  });
}
