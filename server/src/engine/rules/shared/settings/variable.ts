import { inheritedInstructions } from '../../../model/instruction-lists.ts';
import type { Instruction, Stage } from '../../../model/types.ts';
import { type Known, unknown } from '../../../text/known.ts';
import type { Span } from '../../../text/span.ts';
import { instructionsBefore } from '../order.ts';

/** A place in the document, or with a path in another file of the workspace. */
export interface WrittenAt {
  readonly path?: string;
  readonly span: Span;
}

/** What a process finds in its environment under a name. */
export type Variable =
  | { readonly kind: 'set'; readonly value: Known<string>; readonly at: WrittenAt | undefined }
  /** Nothing that is seen sets it. */
  | { readonly kind: 'unset' }
  | { readonly kind: 'unknown'; readonly why: string };

const UNSET: Variable = { kind: 'unset' };

export const unsure = (why: string): Variable => ({ kind: 'unknown', why });

export const set = (value: Known<string>, at: WrittenAt | undefined): Variable => ({ kind: 'set', value, at });

/** Something may have changed it since: what is set stays set, to a value that nobody knows. */
export const changed = (variable: Variable, why: string): Variable =>
  variable.kind === 'set' ? set(unknown(why), undefined) : unsure(why);

/** The environment of a process. */
export interface Environment {
  of(name: string): Variable;
}

/** What a RUN finds: ENV, and ARG where that says nothing. */
export function variableBefore(instruction: Instruction, name: string): Variable {
  const { before } = instruction;
  const env = before.declaredEnv(name);
  if (env) return set(env, pairNamed('env', name, instructionsBefore(instruction)));
  const arg = before.arg(name);
  // One without a value is set only where the build gives it.
  if (arg?.known) return set(arg, pairNamed('arg', name, instructionsBefore(instruction)));
  return undeclared(before.variable(name));
}

/** What a container finds: ENV alone. */
export function variableAtEnd(stage: Stage, name: string): Variable {
  const env = stage.end.declaredEnv(name);
  return env ? set(env, pairNamed('env', name, inheritedInstructions(stage))) : undeclared(stage.end.env(name));
}

function undeclared(found: Known<string> | undefined): Variable {
  if (!found) return UNSET;
  return found.known ? set(found, undefined) : unsure(found.why);
}

function pairNamed(kind: 'env' | 'arg', name: string, instructions: readonly Instruction[]): WrittenAt | undefined {
  const pairs = instructions.flatMap(({ node }) => (node.kind === kind ? node.pairs : []));
  const pair = pairs.findLast((each) => each.name === name);
  return pair && { span: pair.span };
}
