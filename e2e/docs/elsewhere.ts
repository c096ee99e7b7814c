/** Snippets that another test plays, and which. */
export const elsewhere: Readonly<Record<string, string>> = {
  'README.md › A script tag': 'e2e/readme/readme.spec.ts',
  'README.md › npm': 'e2e/readme/readme.spec.ts',
  'README.md › Miniprograms': 'e2e/readme/readme.spec.ts',
  'README.md › Recording': 'e2e/readme/readme.spec.ts',
  'README.md › Testing': 'e2e/readme/readme.spec.ts',
  'README.md › Making it yours': 'e2e/readme/readme.spec.ts',
  'README.md › Making it yours (2)': 'e2e/readme/readme.spec.ts',
  'README.md › Making it yours (3)': 'e2e/readme/readme.spec.ts',
  'docs/vocabulary.md › Kinds of your own': 'e2e/readme/readme.spec.ts',
  'docs/endpoints.md › behavior': 'e2e/docs/wireExamples.test.ts',
  'docs/endpoints.md › mediaEvent': 'e2e/docs/wireExamples.test.ts',
  'docs/endpoints.md › pushData': 'e2e/docs/wireExamples.test.ts',
  'docs/endpoints.md › mta': 'e2e/docs/wireExamples.test.ts',
  'docs/endpoints.md › oper': 'e2e/docs/wireExamples.test.ts',
  'docs/miniprograms.md › Testing your tracking: tracelet/testing': 'e2e/docs/appTest.spec.ts',
  'docs/capture.md › Clicks and exposure: clicks, exposure':
    'the page of the snippet that follows it',
};

/** Snippets that nobody plays, and why. */
export const notPlayed: Readonly<Record<string, string>> = {
  'docs/capture.md › Games in a shell: gameFrames and gameInShell':
    'two pages of two origins in one block; e2e/games.spec.ts plays both',
  'docs/getting-started-h5.md › Vite': 'needs Vite; its main.js is played',
  'docs/getting-started-h5.md › Vite (3)': 'a setting of Vite, tried with 8.3.8',
  'docs/getting-started-h5.md › webpack': 'a setting of webpack, tried with 5.112.2',
  "docs/getting-started-miniprogram.md › 4. In WeChat's developer tools":
    'a view; only the vendor draws it',
  'docs/miniprograms.md › Miniprograms and mini-games': 'an import alone',
};
