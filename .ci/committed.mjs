import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';

/**
 * What is made of the source stands in the repository, in `folder`, so that a commit shows how it changes. `made` is a
 * folder that holds it as it would be made now; with `--write` it takes the other's place.
 */
export function committed(what, folder, made, command) {
  if (process.argv.includes('--write')) {
    rmSync(folder, { recursive: true, force: true });
    cpSync(made, folder, { recursive: true });
    console.log(`wrote ${what}`);
  } else {
    const args = ['diff', '--no-index', '--no-prefix', '--', folder, made];
    const { status, stdout, stderr } = spawnSync('git', args, { encoding: 'utf8' });
    if (status === 0) console.log(`${what}: as in the repository`);
    else {
      console.error(`${stdout}${stderr}\n${what} would be another. If that is meant: ${command}`);
      process.exitCode = 1;
    }
  }
  rmSync(made, { recursive: true });
}
