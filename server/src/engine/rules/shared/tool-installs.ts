import { floatingUv, TOOL_VERSIONS } from '../../data/tools.ts';
import type { CopyInstruction, RunInstruction, Stage } from '../../model/types.ts';
import type { PipTool } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import type { Span } from '../../text/span.ts';
import { hasVariable } from './command-variables.ts';
import { commandsOf, effectiveTool } from './commands.ts';
import { mayHoldOptions } from './hidden-options.ts';
import { byInstaller, POETRY_INSTALLER } from './poetry-version.ts';

/** Programs that install a project, and that a build gets from somewhere. */
const TOOLS = new Set(['uv', 'poetry', 'pipenv', 'pdm']);

/** A tool that comes in whatever version is newest. */
export type FloatingTool =
  /** By the name alone. `single`: the command installs nothing else. */
  | {
      readonly kind: 'named';
      readonly tool: string;
      readonly word: Word;
      readonly run: RunInstruction;
      readonly command: Command;
      readonly single: boolean;
    }
  /** pip, brought to its newest version by itself. */
  | {
      readonly kind: 'pip';
      readonly word: Word;
      readonly run: RunInstruction;
      readonly command: Command;
      readonly tool: PipTool;
      readonly single: boolean;
    }
  /** In an image, at a place of the file where its version belongs. */
  | { readonly kind: 'image'; readonly span: Span; readonly pinsOther: boolean; readonly edit: Edit | undefined }
  /** By the script of its makers. */
  | { readonly kind: 'installer'; readonly tool: string; readonly span: Span; readonly edit: Edit | undefined };

interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** `poetry`, `"poetry"`, `poetry>=1.8`: anything above is as good as nothing; a bound above is a decision. */
const FLOATING_NAME = /^([a-z]+)(?:\[[\w,.-]*\])?(?:>=?[\w.]+)?$/;

const nameOf = (word: Word): string | undefined => FLOATING_NAME.exec(word.literal ?? '')?.[1];

export function floatingInRun(run: RunInstruction): readonly FloatingTool[] {
  return [
    ...commandsOf(run.script).flatMap((command) => floatingInCommand(command, run) ?? []),
    ...run.mounts.flatMap(({ mount, origin }) => {
      const from = origin.kind === 'external' ? mount.options.find(({ key }) => key === 'from') : undefined;
      if (from?.value === undefined) return [];
      return inImage(from.value, { start: from.span.end - from.value.length, end: from.span.end });
    }),
  ];
}

function floatingInCommand(command: Command, run: RunInstruction): FloatingTool | undefined {
  const tool = effectiveTool(command);
  switch (tool?.kind) {
    case 'pip':
      return byPip(command, tool, run);
    case 'uv':
      return tool.action === 'tool install' ? byName(command, run, tool.args) : undefined;
    case 'download': {
      const url = tool.urls.find(({ text }) => UV_SCRIPT.test(text) || POETRY_INSTALLER.test(text));
      if (!url) return undefined;
      if (UV_SCRIPT.test(url.text)) return uvScript(url.text, (start, end) => url.source.spanOf(start, end));
      return byInstaller(run) === 'newest'
        ? { kind: 'installer', tool: 'poetry', span: url.span, edit: undefined }
        : undefined;
    }
    case undefined:
      return command.name === 'pipx' && command.program[1]?.literal === 'install'
        ? byName(command, run, command.program.slice(2))
        : undefined;
    default:
      return undefined;
  }
}

function byPip(command: Command, tool: PipTool, run: RunInstruction): FloatingTool | undefined {
  if (tool.action !== 'install' || tool.constraints.length > 0 || tool.noIndex || mayHoldOptions(command, run))
    return undefined;
  if (['PIP_CONSTRAINT', 'UV_CONSTRAINT', 'PIP_NO_INDEX'].some((name) => hasVariable(name, command, run)))
    return undefined;
  const named = byName(command, run, tool.targets);
  if (named) return { ...named, single: named.single && tool.requirements.length + tool.editables.length === 0 };
  const isBare = tool.upgrade && tool.requirements.length + tool.editables.length === 0 && tool.targets.every(isOfPip);
  const word = isBare ? tool.targets.find((each) => each.literal === 'pip') : undefined;
  return word && { kind: 'pip', word, run, command, tool, single: tool.targets.length === 1 };
}

/** What comes with pip is often upgraded with it. */
const isOfPip = ({ literal }: Word): boolean => ['pip', 'setuptools', 'wheel'].includes(literal ?? '');

function byName(
  command: Command,
  run: RunInstruction,
  words: readonly Word[],
): Extract<FloatingTool, { kind: 'named' }> | undefined {
  const word = words.find((each) => TOOLS.has(nameOf(each) ?? ''));
  return word && { kind: 'named', tool: nameOf(word) ?? '', word, run, command, single: words.length === 1 };
}

const UV_SCRIPT = /\bastral\.sh\/uv\/(?=install\.sh)/;

/** The version belongs into the address: `astral.sh/uv/0.12.5/install.sh`. */
function uvScript(text: string, spanOf: (start: number, end: number) => Span): FloatingTool | undefined {
  const found = UV_SCRIPT.exec(text);
  if (!found) return undefined;
  const at = found.index + found[0].length;
  const span = spanOf(at, at);
  const edit = span.start === span.end ? { span, text: `${TOOL_VERSIONS.uv}/` } : undefined;
  return { kind: 'installer', tool: 'uv', span: spanOf(0, text.length), edit };
}

/** `COPY --from=ghcr.io/astral-sh/uv …`, `ADD https://astral.sh/uv/install.sh …`. */
export function floatingInCopy({ copy, node }: CopyInstruction): readonly FloatingTool[] {
  const value = copy.origin.kind === 'external' ? node.from?.valueSpan : undefined;
  if (copy.origin.kind === 'external' && value) return inImage(copy.origin.name, value);
  return node.sources.flatMap(
    ({ text, span }) => uvScript(text, (start, end) => ({ start: span.start + start, end: span.start + end })) ?? [],
  );
}

/** `FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim`. */
export function floatingInFrom({ parent, from, base }: Stage): readonly FloatingTool[] {
  const { image } = from;
  if (parent || !image || !base.reference.known) return [];
  return inImage(base.reference.value.text, image.span, image.text === base.reference.value.text);
}

function inImage(text: string, span: Span, editable = true): readonly FloatingTool[] {
  const floating = floatingUv(text);
  if (!floating) return [];
  const { start, end, pinsOther } = floating;
  const place = { start: span.start + start, end: span.start + end };
  const edit = editable && span.end - span.start === text.length ? { span: place, text: floating.text } : undefined;
  return [{ kind: 'image', span, pinsOther, edit }];
}
