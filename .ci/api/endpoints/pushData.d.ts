// What it declares as `index` does is in index.d.ts.

export { pushData, type PushDataOptions, type PushParams };
