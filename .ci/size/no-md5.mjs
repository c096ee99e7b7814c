// spark-md5 does not shake: one import in the wrong place and every page pays for it.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const inMiniprograms = readdirSync(`${root}miniprogram_dist`, { recursive: true, encoding: 'utf8' })
  .map((file) => `miniprogram_dist/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.js') && file !== 'miniprogram_dist/endpoints/md5.js');
const initialState = /1732584193|0x67452301/i; // MD5's first word, RFC 1321, 3.3

for (const file of ['dist/.size/minimal.js', ...inMiniprograms]) {
  if (!initialState.test(readFileSync(root + file, 'utf8'))) continue;
  console.error(`${file} contains MD5, and nothing in it signs: see who imports spark-md5.`);
  process.exitCode = 1;
}
