// What it declares as `index` does is in index.d.ts.

export { mediaEvent, type MediaAccount, type MediaEventOptions };
