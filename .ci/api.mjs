// The public surface, as the declarations of what is exported tell it: .ci/api holds what has been agreed to, so that a
// change of it is seen in the commit that makes it. `npm run check:api -- --write` writes it.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OWN_PROPERTIES } from './build/own-properties.mjs';
import { committed } from './committed.mjs';
import { surface } from './surface.mjs';

const made = mkdtempSync(join(tmpdir(), 'api-'));
const isOwn = new RegExp(`\\b(${OWN_PROPERTIES.join('|')})\\b`);
for (const [file, text] of await surface()) {
  const [name] = isOwn.exec(text) ?? [];
  if (name)
    throw new Error(`${name} is public, and own-properties.mjs has it renamed in the script`);
  writeFileSync(join(made, file), text);
}
committed(
  'the public surface, .ci/api',
  fileURLToPath(new URL('api', import.meta.url)),
  made,
  'npm run check:api -- --write',
);
