// The public surface, as the declarations of what is exported tell it: .ci/api holds what has been agreed to, so that a
// change of it is seen in the commit that makes it. `npm run check:api -- --write` writes it.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { committed } from './committed.mjs';
import { surface } from './surface.mjs';

const made = mkdtempSync(join(tmpdir(), 'api-'));
for (const [file, text] of await surface()) writeFileSync(join(made, file), text);
committed(
  'the public surface, .ci/api',
  fileURLToPath(new URL('api', import.meta.url)),
  made,
  'npm run check:api -- --write',
);
