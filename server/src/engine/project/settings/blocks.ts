import type { BlockStatement, Expression, Statement } from '../python/types.ts';
import { dottedName } from '../python/walk.ts';

const GROUPS: ReadonlyMap<string, RegExp> = new Map([
  ['if', /^(?:elif|else)$/],
  ['try', /^(?:except|else|finally)$/],
  ['for', /^else$/],
  ['while', /^else$/],
]);

/** `elif`, `else`, `except` … behind a block. */
export function followersOf(statements: readonly Statement[], index: number): readonly BlockStatement[] {
  const block = statements[index];
  const group = block?.kind === 'block' ? GROUPS.get(block.keyword) : undefined;
  const found: BlockStatement[] = [];
  for (let at = index + 1; group; at++) {
    const next = statements[at];
    if (next?.kind !== 'block' || !group.test(next.keyword)) break;
    found.push(next);
  }
  return found;
}

/** Whatever it catches, it raises something itself. */
export const raises = ({ body }: BlockStatement): boolean =>
  body.some((statement) => statement.kind === 'keyword' && statement.keyword === 'raise');

/** The calls of `with a(), b():`, by what is called; undefined where the header is not read. */
const called = ({ header }: BlockStatement): readonly (Expression | undefined)[] =>
  header?.kind === 'list' ? header.items.map((item) => (item.kind === 'call' ? item.callee : item)) : [undefined];

/** `with suppress(ImportError):` */
export const isSuppressing = (block: BlockStatement): boolean =>
  called(block).some((callee) => !callee || /(?:^|\.)suppress$/.test(dottedName(callee) ?? ''));

/** The instance of environs whose names all get a prefix: `with env.prefixed("X_"):` */
export const prefixedReader = (block: BlockStatement): string | undefined =>
  called(block)
    .map((callee) => /^(\w+)\.prefixed$/.exec((callee && dottedName(callee)) ?? '')?.[1])
    .find((name) => name !== undefined);

/** `settings(locals())`: other code may set any name. */
export const handsOverNames = (argument: Expression): boolean =>
  argument.kind === 'call' && argument.callee.kind === 'name' && /^(?:locals|globals|vars)$/.test(argument.callee.name);

/** What is missing or empty when a test is true: `not X`, `X is None`. */
export function testedForAbsence(test: Expression): Expression | undefined {
  if (test.kind === 'unary') return test.operator === 'not' ? test.value : undefined;
  if (test.kind !== 'binary' || (test.operator !== 'is' && test.operator !== '==')) return undefined;
  return test.right.kind === 'constant' && test.right.value === null ? test.left : undefined;
}
