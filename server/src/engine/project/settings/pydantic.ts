import type { BlockStatement, CallExpression, Expression } from '../python/types.ts';
import { dottedName } from '../python/walk.ts';
import type { Frame } from './evaluate.ts';
import { argument } from './names.ts';
import { defaultOf } from './readers.ts';
import type { Cast, Default, EnvironmentRead } from './types.ts';

interface FieldRead {
  readonly at: Expression;
  readonly read: EnvironmentRead;
}

/** The variables that a class of pydantic-settings reads: one a field, in capitals. */
export function pydanticReads(block: BlockStatement, { path }: Frame): readonly FieldRead[] {
  const { header } = block;
  if (block.keyword !== 'class' || header?.kind !== 'call') return [];
  if (!header.args.some((base) => /(?:^|\.)BaseSettings$/.test(dottedName(base) ?? ''))) return [];
  const prefix = prefixOf(block);
  if (prefix === undefined) return [];
  const found: FieldRead[] = [];
  for (const statement of block.body) {
    if (statement.kind !== 'assign' || !statement.annotation) continue;
    const [target] = statement.targets;
    if (target?.kind !== 'name' || target.name === 'model_config' || target.name.startsWith('_')) continue;
    const field = fieldOf(statement.value);
    const fallback = field ? fieldDefault(field) : defaultOf(statement.value, false);
    const name = (field && aliasOf(field)) ?? (prefix + target.name).toUpperCase();
    found.push({
      at: target,
      read: {
        name,
        place: { path, span: target.span },
        default: fallback,
        required: fallback.kind === 'absent',
        cast: castOf(statement.annotation),
        // The class may never be made an instance of, or be given values.
        unconditional: false,
        reader: 'pydantic',
        setting: undefined,
        written: { callee: undefined, name: undefined, fallback: undefined },
      },
    });
  }
  return found;
}

const isCallOf = (expression: Expression | undefined, name: RegExp): expression is CallExpression =>
  expression?.kind === 'call' && name.test(dottedName(expression.callee) ?? '');

const fieldOf = (value: Expression | undefined): CallExpression | undefined =>
  isCallOf(value, /(?:^|\.)Field$/) ? value : undefined;

function fieldDefault(field: CallExpression): Default {
  if (argument(field, -1, 'default_factory')) return { kind: 'dynamic' };
  const first = argument(field, 0, 'default');
  return defaultOf(first?.kind === 'opaque' ? undefined : first, false);
}

function aliasOf(field: CallExpression): string | undefined {
  const alias = argument(field, -1, 'validation_alias') ?? argument(field, -1, 'alias') ?? argument(field, -1, 'env');
  return alias?.kind === 'text' ? alias.value : undefined;
}

/** What stands in front of all names; undefined when that is worked out. */
function prefixOf({ body }: BlockStatement): string | undefined {
  for (const statement of body) {
    if (statement.kind === 'block' && statement.name === 'Config') return inConfigClass(statement);
    if (statement.kind !== 'assign' || !isCallOf(statement.value, /(?:^|\.)SettingsConfigDict$/)) continue;
    return textOf(argument(statement.value, -1, 'env_prefix'));
  }
  return '';
}

function inConfigClass({ body }: BlockStatement): string | undefined {
  for (const statement of body) {
    if (statement.kind !== 'assign') continue;
    if (statement.targets.some((target) => dottedName(target) === 'env_prefix')) return textOf(statement.value);
  }
  return '';
}

const textOf = (expression: Expression | undefined): string | undefined => {
  if (!expression) return '';
  return expression.kind === 'text' ? expression.value : undefined;
};

const CASTS: ReadonlyMap<string, Cast> = new Map([
  ['str', 'text'],
  ['SecretStr', 'text'],
  ['bool', 'bool'],
  ['int', 'int'],
  ['float', 'float'],
  ['list', 'json'],
]);

const castOf = (annotation: Expression): Cast => CASTS.get(dottedName(annotation) ?? '') ?? 'other';
