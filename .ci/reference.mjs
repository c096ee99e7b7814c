// The reference of the API, docs/api, as the docstrings tell it. `npm run docs:api` writes it; without `--write` it is
// compared. Whatever is public has to have a docstring, and no link in one may lead nowhere.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application } from 'typedoc';
import { committed } from './committed.mjs';

/** Their members are the platforms' own. */
const VENDORS = ['AdHost', 'WxError', 'WxLike', 'WxResponse', 'VConsoleLike', 'VConsolePluginLike'];

const made = mkdtempSync(join(tmpdir(), 'reference-'));
const app = await Application.bootstrapWithPlugins({
  options: fileURLToPath(new URL('typedoc.json', import.meta.url)),
  out: made,
});
const project = await app.convert();
if (!project) process.exit(1);
app.validate(project);
for (const entry of project.children ?? []) if (entry.name === 'index') entry.name = 'tracelet';

const isDocumented = (reflection) =>
  [reflection, ...(reflection.signatures ?? [])].some((each) => each.hasComment());
const isOwn = (member) => !member.inheritedFrom;
const silent = (project.children ?? []).flatMap((entry) =>
  (entry.children ?? []).flatMap((declared) => {
    const members = VENDORS.includes(declared.name) ? [] : (declared.children ?? []).filter(isOwn);
    return [declared, ...members].filter((each) => !each.isReference() && !isDocumented(each));
  }),
);
for (const each of silent) console.error(`${each.getFullName()} has no docstring`);

await app.generateOutputs(project);
if (silent.length || app.logger.hasWarnings() || app.logger.hasErrors()) process.exitCode = 1;
committed(
  'the reference, docs/api',
  fileURLToPath(new URL('../docs/api', import.meta.url)),
  made,
  'npm run docs:api',
);
