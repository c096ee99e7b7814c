// What it declares as `index` does is in index.d.ts.

export { mta, type MtaOptions };
