/**
 * Leaves of spark-md5 what `SparkMD5.hash` needs. It is one closure, which no bundler shakes: the
 * incremental and the ArrayBuffer interface, and a polyfill that patches the page's ArrayBuffer,
 * would be more than half of it.
 */
export const onlyHash = () => ({
  name: 'only-hash',
  transform(code, id) {
    if (!id.endsWith('/spark-md5/spark-md5.js')) return null;
    const dead = /^(SparkMD5\.(prototype|ArrayBuffer)\b|if \(typeof ArrayBuffer )/;
    const ast = this.parse(code);
    const factory = ast.body[0].expression.arguments[0];
    const unused = factory.body.body.filter(({ start, end }) => dead.test(code.slice(start, end)));
    const rest = unused.reduceRight(
      (kept, { start, end }) => kept.slice(0, start) + kept.slice(end),
      code,
    );
    return { code: rest, map: { mappings: '' } };
  },
});
