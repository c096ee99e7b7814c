import { expect, test, createPage, type Feature } from './fixtures';
import { framed } from './framed';
import { live, type Kept } from './life';
import { tellSupport } from './tellSupport';

/** What browsers may lack, in the words of docs/support.md, and where events stand then. */
const lacking: readonly (readonly [
  features: readonly Feature[],
  without: string,
  fallback: string,
  kept: Kept,
])[] = [
  [
    ['indexeddb'],
    'IndexedDB',
    'memory serves, one warning; what is not sent ends with the page',
    'memory',
  ],
  [
    ['keepalive'],
    '`fetch` with `keepalive` (before Chrome 66, iOS 13, Firefox 133)',
    'what is under way when a page leaves stays on disk for the next visit',
    'disk',
  ],
  [['beacon'], '`sendBeacon`', 'a keepalive `fetch` goes out in its place', 'disk'],
  [
    ['keepalive', 'beacon'],
    'both of these',
    'nothing goes out while a page leaves; all of it at the next visit',
    'disk',
  ],
  [
    ['commit'],
    '`IDBTransaction.commit` (before Chrome 76, iOS 15)',
    'the browser commits by itself',
    'disk',
  ],
  [['durability'], '`durability` of a transaction', 'the browser’s own', 'disk'],
  [['locks'], 'Web Locks', 'nothing changes: they are not used', 'disk'],
];

for (const [features, without, fallback, kept] of lacking) {
  test(`without ${features.join(' and ')}: what is tracked and what is left arrive, once`, async ({
    page,
    server,
  }) => {
    tellSupport({ without, fallback, seen: 'not tried' });
    test.skip(
      features[0] === 'commit' && /WebKit/.test(page.version),
      'WebKit before iOS 15 is not to be had, and a newer one without it holds up the next page from its page cache',
    );
    expect(await live(page, server.receiver, features)).toBe(kept);
    tellSupport({ without, fallback, seen: kept });
  });
}

test('from an insecure origin what is tracked and what is left arrive, once', async ({
  page,
  server,
}) => {
  const { port } = new URL(server.url);
  const away = createPage(page, `http://[::ffff:127.0.0.1]:${port}`);
  const kept = await live(away, server.receiver);
  expect(await away.run(() => isSecureContext)).toBe(false);
  expect(kept).toBe('disk');
  tellSupport({
    without: 'a secure origin: the page came by plain http',
    fallback: 'nothing changes',
    seen: kept,
  });
});

test('from a frame in another site’s page what is tracked and what is left arrive, once', async ({
  page,
  server,
}) => {
  const { port } = new URL(server.url);
  const inside = createPage(
    framed(page, `http://localhost:${port}/e2e/elsewhere.html`),
    server.url,
  );
  // The frame's process ends with the page, as a closed tab's does: see exit.ts.
  const mayDouble = /^Firefox/.test(page.version);
  const kept = await live(inside, server.receiver, [], {}, mayDouble);
  expect(await inside.run(() => window.parent === window)).toBe(false);
  tellSupport({
    without: 'a page of its own: it is a frame in another site’s',
    fallback: 'as the browser lets frames store: on a disk apart, or not at all',
    seen: kept,
    varies: true,
  });
});
