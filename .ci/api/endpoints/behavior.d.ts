// What it declares as `index` does is in index.d.ts.

export { behavior, type BehaviorHead, type BehaviorOptions };
