/** Which snippets are the files that a guide has its reader write; each says its name in its first line. */
export const guides: Readonly<Record<string, 'page' | 'miniprogram' | 'minigame'>> = {
  'docs/getting-started-h5.md › A script tag, and no bundler': 'page',
  'docs/getting-started-h5.md › A script tag, and no bundler (2)': 'page',
  'docs/getting-started-miniprogram.md › 2. The app': 'miniprogram',
  'docs/getting-started-miniprogram.md › 2. The app (2)': 'miniprogram',
  'docs/getting-started-miniprogram.md › 2. The app (3)': 'miniprogram',
  "docs/getting-started-miniprogram.md › 3. See it arrive, without the vendor's tools":
    'miniprogram',
  'docs/getting-started-minigame.md › 2. The game': 'minigame',
  'docs/getting-started-minigame.md › 2. The game (2)': 'minigame',
  "docs/getting-started-minigame.md › 3. See it arrive, without the vendor's tools": 'minigame',
};
