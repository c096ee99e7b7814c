// What it declares as `index` does is in index.d.ts.

export { pushData, signPushData, signatureBase, type PushDataOptions, type PushParams };

declare const signPushData: (params: PushParams, signKey: string) => string;

declare const signatureBase: (params: PushParams, signKey: string) => string;
