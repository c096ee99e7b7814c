import { request as rawRequest } from 'node:http';
import { expect } from 'playwright/test';
import { test } from './testing';

test.describe('the server', () => {
  test('gives the page for its routes, and nothing for a file that is not there', async ({
    server,
  }) => {
    for (const path of ['/', '/game/12', '/game/12?from=1']) {
      const answer = await fetch(server.url + path);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect((await fetch(`${server.url}/demo/missing.js`)).status).toBe(404);
    expect((await fetch(`${server.url}/relay/missing`)).status).toBe(404);
  });

  const escapes = [
    '/demo/../server.mjs',
    '/demo/..%2fserver.mjs',
    '/demo/%2e%2e/server.mjs',
    '/demo/..%5cserver.mjs',
    '/demo//../../package.json',
    '/dist/../package.json',
    '/e2e/../../package.json',
    '/../../../etc/passwd',
    '/demo//etc/passwd.txt',
    '/demo/%00.js',
    '/demo/%',
  ];
  for (const path of escapes) {
    test(`lets nothing out by ${path}`, async ({ server }) => {
      const { port } = new URL(server.url);
      const status = await new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port, path };
        rawRequest(options, (answer) => resolve(answer.resume().statusCode))
          .on('error', reject)
          .end();
      });
      expect(status).toBe(404);
    });
  }
});
