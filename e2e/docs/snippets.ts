import { readdirSync, readFileSync } from 'node:fs';

/** A block of code in a page of the docs. */
export interface Snippet {
  readonly page: string;
  /** `page › heading`, and a number where a chapter has several. */
  readonly name: string;
  readonly language: string;
  readonly code: string;
}

/** What a reader has now, and is about to replace: nobody's program any more. */
export const isBefore = ({ code }: Snippet): boolean => code.startsWith('// before\n');

/** What is a program, or a part of one. */
const PROGRAMS = ['ts', 'js', 'html'];

const root = new URL('../../', import.meta.url);

/** The inspector's page is played by the inspector's own tests. */
const isOurs = (page: string): boolean => page.endsWith('.md') && page !== 'inspector.md';

export const pages: readonly string[] = [
  'README.md',
  ...readdirSync(new URL('docs/', root))
    .filter(isOurs)
    .map((page) => `docs/${page}`),
];

function snippetsOf(page: string): Snippet[] {
  const found: Snippet[] = [];
  let heading = '';
  let lines: string[] | undefined;
  let language = '';
  for (const line of readFileSync(new URL(page, root), 'utf8').split('\n')) {
    const fence = /^\s*```(\w*)/.exec(line);
    if (fence && lines && PROGRAMS.includes(language)) {
      const name = `${page} › ${heading}`;
      const before = found.filter((other) => other.name.replace(/ \(\d+\)$/, '') === name).length;
      const code = lines.join('\n');
      found.push({ page, name: before ? `${name} (${before + 1})` : name, language, code });
      lines = undefined;
    } else if (fence) {
      lines = lines ? undefined : [];
      language = fence[1] ?? '';
    } else if (lines) lines.push(line);
    else heading = /^#+ (.*)/.exec(line)?.[1]?.replaceAll('`', '') ?? heading;
  }
  return found;
}

export const snippets: readonly Snippet[] = pages.flatMap(snippetsOf);

export function snippet(name: string): Snippet {
  const found = snippets.find((each) => each.name === name);
  if (!found) throw new Error(`the docs have no snippet "${name}"`);
  return found;
}
