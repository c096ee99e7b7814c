import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  scripts: Record<string, string>;
};
const [, ...args] = (scripts['check:links'] as string).split(' ');
const flags = args.slice(0, args.indexOf('*.md'));

const DEAD = ['[a](nothing.md)', '[b](there.md#nothing)', '[c](#nothing)', '![d](nothing.svg)'];
const GOOD = '[e](there.md#a-heading) [f](#here) [g](https://example.com/nothing)';

test('the check of links refuses a dead file and a dead heading, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracelet-'));
  writeFileSync(join(folder, 'there.md'), '# A heading\n');
  writeFileSync(join(folder, 'page.md'), `# Here\n\n${GOOD}\n\n${DEAD.join('\n')}\n`);
  const remark = join(root, 'node_modules/remark-cli/cli.js');
  const { status, stderr } = spawnSync(process.execPath, [remark, ...flags, folder], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr.match(/warning/g)?.length, stderr).toBe(DEAD.length + 1); // and the line that counts them
  rmSync(folder, { recursive: true });
});

for (const name of ['README.md', 'README.zh-CN.md']) {
  // In HTML, for there are several of one: the check above reads Markdown alone.
  test(`the pictures of ${name} are there`, () => {
    const text = readFileSync(root + name, 'utf8');
    const files = [...text.matchAll(/<(?:img|source)\b.*\bsrc(?:set)?="([^"]*)"/g)];
    expect(files.length).toBeGreaterThan(0);
    for (const [, file] of files) expect(existsSync(`${root}${file}`), file).toBe(true);
  });
}
