import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { TrackedEvent } from '../../src/core/event';
import { behavior, mediaEvent, mta, oper, pushData } from '../../src/common';

const identity = { uid: 'U', openid: 'O', cui: 'C' };
const url = '/';
const endpoints = [
  pushData({ url, appId: 1, session: 'S', signKey: 'K' }),
  behavior({ url, head: identity }),
  mediaEvent({ url, account: { account_type: 2, appid: 'A', openid: 'O' } }),
  mta({ url, appKey: 'K', cui: 'C' }),
  oper({ url }),
];

/** Values for the props that are no literals; those that are literals are tried all. */
const samples: Readonly<Record<string, unknown>> = {
  id: 'I',
  params: { product_id: 'P', status: 1 },
  target_id: 'T',
  game_v: '1',
  code: 'C',
};

/** The id that an item carries on the wire, under whichever name. */
function wireId(item: object): string {
  const { aid, event_id, operate_id, ei, data } = item as Record<string, never>;
  return String(
    aid ?? event_id ?? operate_id ?? (data ? data['oper_id'] : undefined) ?? `\`${ei}\``,
  );
}

const catalogue = fileURLToPath(new URL('../../src/core/catalogue.ts', import.meta.url));

/** The table of docs/vocabulary.md, made of the one place that says what there is: `Vocabulary`. */
export function vocabularyTable(): string {
  const program = ts.createProgram([catalogue], { strict: true, skipLibCheck: true });
  const checker = program.getTypeChecker();
  let table: ts.InterfaceDeclaration | undefined;
  program.getSourceFile(catalogue)?.forEachChild((node) => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'Vocabulary') table = node;
  });
  const rows = (table?.members ?? []).map((member) => {
    const kind = member.name?.getText() ?? '';
    const type = checker.getTypeAtLocation(member);
    const variants = type.isUnion() ? type.types : [type];
    const props = new Map<string, string>();
    const events = variants.flatMap((variant) => {
      let combined: Record<string, unknown>[] = [{}];
      for (const property of checker.getPropertiesOfType(variant)) {
        const { name, flags } = property;
        const optional = flags & ts.SymbolFlags.Optional ? '?' : '';
        const of = checker.getTypeOfSymbolAtLocation(property, member);
        const parts = of.isUnion() ? of.types : [of];
        const literals = parts.filter((part) => part.isStringLiteral()).map((part) => part.value);
        const seen = props.get(name + optional)?.split(', ') ?? [];
        const all = new Set([...seen, ...literals].filter(Boolean));
        props.set(
          name + optional,
          literals.length > 3 && kind === 'loan' ? '' : [...all].join(', '),
        );
        const values = literals.length ? literals : [samples[name] ?? 1];
        combined = combined.flatMap((event) =>
          values.map((value) => ({ ...event, [name]: value })),
        );
      }
      return combined;
    });
    const cells = endpoints.map((endpoint) => {
      const ids = (['h5', 'miniprogram'] as const).flatMap((surface) =>
        events.flatMap((event) => {
          const { leave_follows, ...said } = event;
          void leave_follows;
          const tracked = { id: 'R', kind, props: said, time: 0, seq: 1, session: 'S' };
          const context = {
            identity,
            device: { os: 'other', surface } as const,
            claim: () => true,
          };
          const picked = endpoint.map(tracked as unknown as TrackedEvent, context);
          return typeof picked === 'object' ? [wireId(picked.item)] : [];
        }),
      );
      const distinct = [...new Set(ids)].sort();
      if (kind === 'loan' && distinct.length) return 'its `id`';
      if (kind === 'custom' && distinct.length) return 'its `id`';
      return distinct.join(', ');
    });
    const said = [...props]
      .filter(([name]) => name !== 'leave_follows?')
      .map(([name, values]) => `\`${name}\`${values ? `: ${values}` : ''}`);
    const doc = ts.getJSDocCommentsAndTags(member)[0]?.comment;
    return `| \`${kind}\` | ${String(doc ?? '')} | ${said.join('; ')} | ${cells.join(' | ')} |`;
  });
  const names = endpoints.map(({ name }) => name);
  return [
    `| kind | | props | ${names.join(' | ')} |`,
    `| ${['---', '---', '---', ...names.map(() => '---')].join(' | ')} |`,
    ...rows,
  ].join('\n');
}
