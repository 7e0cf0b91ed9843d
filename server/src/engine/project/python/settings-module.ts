import type { Span } from '../../text/span.ts';
import { isDottedName } from './names.ts';
import type { Expression, PythonModule, Statement } from './types.ts';
import { dottedName, eachStatement } from './walk.ts';

export interface SettingsModule {
  readonly module: string;
  /** Where it is written, quotes included. */
  readonly span: Span;
  /** The environment may name another: it is set with `setdefault`. */
  readonly isDefault: boolean;
}

const VARIABLE = 'DJANGO_SETTINGS_MODULE';

/** The settings that manage.py, wsgi.py, asgi.py or celery.py choose; undefined when none or several are named. */
export function settingsModuleOf(module: PythonModule): SettingsModule | undefined {
  const found = choicesIn(module);
  const [first] = found;
  return first && found.every((each) => each?.module === first.module) ? first : undefined;
}

/** Whether a module has a say in which settings there are, in plain words or not. */
export const choosesSettings = (module: PythonModule): boolean => choicesIn(module).length > 0;

/** Every choice of a module; undefined where one is worked out. */
function choicesIn(module: PythonModule): readonly (SettingsModule | undefined)[] {
  const found: (SettingsModule | undefined)[] = [];
  eachStatement(module, (statement) => {
    if (namesVariable(statement)) found.push(readChoice(statement));
  });
  return found;
}

function namesVariable(statement: Statement): boolean {
  if (statement.kind === 'assign') return statement.targets.some((target) => isEnvironmentEntry(target));
  return statement.kind === 'expression' && setDefault(statement.value) !== undefined;
}

function readChoice(statement: Statement): SettingsModule | undefined {
  const isDefault = statement.kind === 'expression';
  const value = isDefault ? setDefault(statement.value) : statement.kind === 'assign' ? statement.value : undefined;
  const isModule = value?.kind === 'text' && isDottedName(value.value);
  return isModule ? { module: value.value, span: value.span, isDefault } : undefined;
}

const isVariable = (expression: Expression | undefined): boolean =>
  expression?.kind === 'text' && expression.value === VARIABLE;

const isEnviron = (expression: Expression): boolean => /(?:^|\.)environ$/.test(dottedName(expression) ?? '');

const isEnvironmentEntry = (target: Expression): boolean =>
  target.kind === 'subscript' && isVariable(target.index) && isEnviron(target.of);

/** What `os.environ.setdefault("DJANGO_SETTINGS_MODULE", …)` sets. */
function setDefault(call: Expression): Expression | undefined {
  if (call.kind !== 'call' || call.callee.kind !== 'attribute' || call.callee.name !== 'setdefault') return undefined;
  return isEnviron(call.callee.of) && isVariable(call.args[0]) ? call.args[1] : undefined;
}
