/** The query of an address, with its `?`, from what a host makes of it; empty if there is none. */
export function queryOf(given: unknown): string {
  try {
    const said = Object.keys(Object(given) as object).map((key) =>
      [key, String((given as Readonly<Record<string, unknown>>)[key])]
        .map(encodeURIComponent)
        .join('='),
    );
    return said.length ? `?${said.join('&')}` : '';
  } catch (e) {
    return ''; // half a surrogate pair
  }
}
