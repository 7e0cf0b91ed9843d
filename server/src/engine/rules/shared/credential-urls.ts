import { BEGINS_A_TOKEN, isSecretName } from '../../data/secrets.ts';
import { allInstructions } from '../../model/instruction-lists.ts';
import type { Model, RunInstruction, Stage } from '../../model/types.ts';
import type { Word } from '../../shell/types.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { commandsOf } from './commands.ts';
import { mountsVariable } from './secret-mount.ts';
import {
  isDsnName,
  isWebScheme,
  tokenIn,
  type UserInfo,
  userInfoKind,
  userInfos,
  variablesIn,
} from './secret-values.ts';

/** Credentials in the address of an index, a repository or a file. */
export type CredentialUrl =
  | { readonly kind: 'literal'; readonly span: Span; readonly stage: Stage | undefined; readonly token?: string }
  /** What the build is given as an argument. */
  | {
      readonly kind: 'argument';
      readonly span: Span;
      readonly stage: Stage;
      readonly name: string;
      readonly run: RunInstruction | undefined;
    };

/** A name that may be a token where no password follows it. */
const LIKE_A_TOKEN = /TOKEN|SECRET|PASS|KEY|AUTH|CRED|(?:^|_)PAT$/i;

/** The variable of an address that holds its secret. */
const secretVariables = ({ user, password }: UserInfo): readonly string[] => [
  ...variablesIn(password ?? ''),
  ...variablesIn(user).filter((name) => isSecretName(name) || LIKE_A_TOKEN.test(name)),
];

/** The RUN gives the variable a value by itself, or gets it from a secret. */
const givesItself = (run: RunInstruction, name: string): boolean =>
  mountsVariable(run, name) ||
  commandsOf(run.script).some(
    ({ assignments, words, tool }) =>
      assignments.some((each) => each.name === name) ||
      ((tool?.kind === 'state' || words[0]?.literal === 'read') &&
        words.some((word) => word.text === name || word.text.startsWith(`${name}=`))),
  );

/** What a build gives: the argument is in force, has no value of its own, and no ENV hides it. */
function isOpenArgument({ before }: Pick<RunInstruction, 'before'>, name: string): boolean {
  const value = before.arg(name);
  return value !== undefined && before.declaredEnv(name) === undefined && (!value.known || value.value === '');
}

function* inWord(word: Word, run: RunInstruction): Generator<CredentialUrl> {
  const { stage } = run;
  for (const info of userInfos(word.text).filter(({ scheme }) => isWebScheme(scheme))) {
    const span = word.source.spanOf(info.start, info.end);
    const name = secretVariables(info).find((each) => isOpenArgument(run, each) && !givesItself(run, each));
    if (userInfoKind(info) === 'real') yield { kind: 'literal', span, stage };
    else if (name !== undefined) yield { kind: 'argument', span, stage, name, run };
  }
}

function* inRun(run: RunInstruction): Generator<CredentialUrl> {
  const { args, heredocs } = run.node;
  if (heredocs.length === 0 && !args.text.includes('://') && !BEGINS_A_TOKEN.test(args.text)) return;
  for (const { words, assignments } of commandsOf(run.script)) {
    for (const word of [...words, ...assignments.flatMap(({ value }) => value ?? [])]) {
      const found = [...inWord(word, run)];
      yield* found;
      const token = found.length === 0 ? tokenIn(word.text) : undefined;
      if (token !== undefined) yield { kind: 'literal', span: word.span, stage: run.stage, token };
    }
  }
}

/** Addresses in ENV, ARG and ADD. */
function* inPlainText(
  text: string,
  span: Span,
  place: Pick<RunInstruction, 'before' | 'stage'> | undefined,
): Generator<CredentialUrl> {
  for (const info of userInfos(text).filter(({ scheme }) => isWebScheme(scheme))) {
    if (userInfoKind(info) === 'real') yield { kind: 'literal', span, stage: place?.stage };
    const name = place && secretVariables(info).find((each) => isOpenArgument(place, each));
    if (place && name !== undefined) yield { kind: 'argument', span, stage: place.stage, name, run: undefined };
  }
}

/** Every address of a file that holds credentials. */
export const credentialUrls: (model: Model) => readonly CredentialUrl[] = remembered((model: Model) => {
  const found = model.globalArgs.flatMap(({ pairs }) =>
    pairs.flatMap(({ value }) => (value ? [...inPlainText(value.text, value.span, undefined)] : [])),
  );
  for (const instruction of allInstructions(model)) {
    const { node } = instruction;
    if (instruction.kind === 'run') found.push(...inRun(instruction));
    else if (node.kind === 'env' || node.kind === 'arg') {
      for (const { name, value } of node.pairs)
        if (value && !isDsnName(name)) found.push(...inPlainText(value.text, value.span, instruction));
    } else if (node.kind === 'add') {
      for (const { text, span } of node.sources) found.push(...inPlainText(text, span, instruction));
    }
  }
  return found;
});

/** Arguments that stand in such an address. */
export const argumentsInUrls: (model: Model) => ReadonlySet<string> = remembered(
  (model: Model) => new Set(credentialUrls(model).flatMap((each) => (each.kind === 'argument' ? [each.name] : []))),
);
