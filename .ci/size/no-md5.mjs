// spark-md5 does not shake: one import in the wrong place and every page pays for it.
import { readFileSync } from 'node:fs';

const file = 'dist/.size/minimal.js';
const code = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const initialState = /1732584193|0x67452301/i; // MD5's first word, RFC 1321, 3.3
if (initialState.test(code)) {
  console.error(`${file} contains MD5, and nothing in it signs: see who imports spark-md5.`);
  process.exit(1);
}
