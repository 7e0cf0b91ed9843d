import type { FixDraft } from '../../../fix/builder.ts';
import { chainStyle, lineJoiner } from '../../../fix/chain-style.ts';
import { wordEdits } from '../../../fix/word-edits.ts';
import type { Instruction, RunInstruction } from '../../../model/types.ts';
import type { Word } from '../../../shell/types.ts';
import type { DockerfileSyntax } from '../../../syntax/nodes.ts';
import type { TextEdit } from '../../../text/edits.ts';
import { type Span, textAt } from '../../../text/span.ts';
import { partOf } from './commands.ts';
import { NEW_ENVIRONMENT } from './environment.ts';
import type { Placed, SplitPlan } from './plan.ts';

type Part = Placed['stages'][number];

const NO_CHANGES: ReadonlyMap<Word, string> = new Map();

const MAKE_ENVIRONMENT = 'python -m venv "$VIRTUAL_ENV"';

/** Writes a plan into a draft. False where a part of the file cannot be written anew. */
export function writeSplit(draft: FixDraft, syntax: DockerfileSyntax, plan: SplitPlan): boolean {
  return new SplitWriter(draft, syntax, plan).write();
}

class SplitWriter {
  readonly #draft: FixDraft;
  readonly #syntax: DockerfileSyntax;
  readonly #plan: SplitPlan;

  constructor(draft: FixDraft, syntax: DockerfileSyntax, plan: SplitPlan) {
    this.#draft = draft;
    this.#syntax = syntax;
    this.#plan = plan;
  }

  write(): boolean {
    const { stage, last, environment } = this.#plan;
    const { from } = stage;
    const parts = [this.#base(), this.#builder(), this.#final()];
    if (!from.image || parts.some((part) => part === undefined)) return false;
    const copy = `COPY --from=builder ${environment.path} ${environment.path}`;
    const [base = [], builder = [], final = []] = parts;
    const source = final.findIndex(({ isSource }) => isSource);
    final.splice(source === -1 ? final.length : source, 0, { text: copy, spaced: false, isSource: false });
    const { eol } = this.#draft;
    const section = (heading: string, blocks: readonly Block[]): string =>
      `${eol}${eol}${heading}${this.#join(blocks)}`;
    const text =
      this.#join(base) +
      section('FROM base AS builder', builder) +
      section(`FROM base AS ${from.alias?.text ?? 'final'}`, final);
    for (const comment of this.#syntax.comments)
      if (comment.span.start > from.span.end && comment.span.end < last.span.start)
        this.#draft.keepComment(comment.span.start);
    for (const { instruction } of this.#plan.head)
      for (const comment of instruction.node.comments) this.#draft.keepComment(comment.span.start);
    const start = from.alias?.span.start ?? from.image.span.end;
    this.#draft.replace({ start, end: last.span.end }, (from.alias ? 'base' : ' AS base') + text);
    return true;
  }

  /** Blocks one below the other, blank lines where they were. */
  #join(blocks: readonly Block[]): string {
    const { eol } = this.#draft;
    return blocks.map(({ text, spaced }, index) => (spaced && index > 0 ? eol : '') + eol + text).join('');
  }

  #base(): Block[] {
    const { continuation } = this.#draft;
    const made = this.#plan.environment.madeBefore !== undefined;
    const settings = `ENV VIRTUAL_ENV=${NEW_ENVIRONMENT}${continuation}    PATH="${NEW_ENVIRONMENT}/bin:$PATH"`;
    return [...(made ? [{ text: settings, spaced: false, isSource: false }] : []), ...this.#blocksOf('base')];
  }

  #builder(): Block[] | undefined {
    const { madeBefore, pinsPython } = this.#plan.environment;
    const blocks: Block[] = [];
    let isMade = madeBefore === undefined;
    for (const placed of this.#in('builder')) {
      const { instruction, packages } = placed;
      if (packages && !placed.isMixed && !packages.inBuilder) continue;
      if (!isMade && instruction.kind === 'copy' && this.#mayMakeAt(instruction)) {
        blocks.push({ text: `RUN ${MAKE_ENVIRONMENT}`, spaced: false, isSource: false });
        isMade = true;
      }
      const changes = placed.isMixed ? undefined : packages?.builder;
      const edits = this.#editsFor(instruction, changes ?? NO_CHANGES, !isMade);
      if (!edits) return undefined;
      if (instruction === madeBefore?.run) isMade = true;
      blocks.push(this.#block(placed, edits));
    }
    return pinsPython ? [{ text: 'ENV UV_PYTHON_DOWNLOADS=never', spaced: false, isSource: false }, ...blocks] : blocks;
  }

  /** Between what apt installs and the files that the install needs: a layer that is hardly ever made again. */
  #mayMakeAt(instruction: Instruction): boolean {
    const { madeBefore } = this.#plan.environment;
    if (!madeBefore || madeBefore.run.script.commands[0] !== madeBefore.command) return false;
    const isOther = ({ instruction: each, packages, isMixed }: Placed): boolean =>
      each.kind === 'run' && (!packages || isMixed) && each !== madeBefore.run && each.index < madeBefore.run.index;
    return !this.#in('builder').some(isOther) && instruction.index < madeBefore.run.index;
  }

  #final(): Block[] | undefined {
    const blocks: Block[] = [];
    for (const placed of this.#in('final')) {
      const { instruction, packages } = placed;
      if (packages && !packages.inFinal) continue;
      const edits = this.#editsFor(instruction, packages?.final ?? NO_CHANGES, false);
      if (!edits) return undefined;
      const block = this.#block(placed, edits);
      blocks.push(
        placed.isMixed && instruction.kind === 'run' ? { ...block, text: this.#aptOnly(instruction, edits) } : block,
      );
    }
    return blocks;
  }

  #in(part: Part): Placed[] {
    return this.#plan.head.filter(({ stages }) => stages.includes(part));
  }

  #blocksOf(part: Part): Block[] {
    return this.#in(part).map((placed) => this.#block(placed, []));
  }

  /** What changes inside an instruction: its packages, `--system`, and the environment where it is made in the middle. */
  #editsFor(
    instruction: Instruction,
    packages: ReadonlyMap<Word, string>,
    makes: boolean,
  ): readonly TextEdit[] | undefined {
    if (instruction.kind !== 'run') return [];
    const words = packages.size === 0 ? [] : wordEdits(this.#syntax, instruction, packages, 'drop');
    if (!words) return undefined;
    const edits = [...words];
    const { madeBefore } = this.#plan.environment;
    if (!madeBefore) return edits;
    if (makes && instruction === madeBefore.run) edits.push(this.#making(instruction));
    for (const { tool } of instruction.script.commands) {
      if (tool?.kind !== 'pip' || tool.front !== 'uv' || tool.destination?.canonical !== '--system') continue;
      const { span } = tool.destination;
      if (this.#syntax.text[span.start - 1] !== ' ') return undefined;
      edits.push({ span: { start: span.start - 1, end: span.end }, newText: '' });
    }
    return edits;
  }

  #making(run: RunInstruction): TextEdit {
    const { madeBefore } = this.#plan.environment;
    const at = madeBefore?.command.span.start ?? run.span.start;
    const { text } = this.#syntax;
    const previous = run.script.commands.filter((each) => each.span.end <= at).at(-1);
    const isLong = previous !== undefined && text.slice(previous.span.end, at).includes('\n');
    const joiner = isLong ? lineJoiner(this.#draft, chainStyle(this.#syntax, run)) : ' && ';
    return { span: { start: at, end: at }, newText: MAKE_ENVIRONMENT + joiner };
  }

  /** An instruction with the comments above it. */
  #block({ instruction, isSource }: Placed, edits: readonly TextEdit[]): Block {
    const lead = this.#lead(instruction);
    const comments = lead.comments.map((comment) => comment + this.#draft.eol).join('');
    return { text: comments + this.#edited(instruction.span, edits), spaced: lead.spaced, isSource };
  }

  /** A part of the file with the edits that lie in it. */
  #edited({ start, end }: Span, edits: readonly TextEdit[]): string {
    let text = '';
    let position = start;
    for (const { span, newText } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
      if (span.start < start || span.start >= end) continue;
      text += this.#syntax.text.slice(position, span.start) + newText;
      position = Math.min(span.end, end);
    }
    return text + this.#syntax.text.slice(position, end);
  }

  /** Of a RUN that also installs with pip, what apt does. */
  #aptOnly(run: RunInstruction, edits: readonly TextEdit[]): string {
    const { text, escape: escapeChar } = this.#syntax;
    const flags = run.node.flags.map((flag) => `${textAt(text, flag.span)} `).join('');
    const commands = run.script.commands
      .filter((command) => partOf(command) === 'packages')
      .map((command) => this.#edited(command.span, edits).trimEnd())
      .map((command) => (command.endsWith(escapeChar) ? command.slice(0, -1).trimEnd() : command));
    const isLong = text.slice(run.span.start, run.span.end).includes('\n');
    return `RUN ${flags}${commands.join(isLong ? lineJoiner(this.#draft, chainStyle(this.#syntax, run)) : ' && ')}`;
  }

  /** The comments between the instruction in front and this one, and whether a blank line stands there. */
  #lead(instruction: Instruction): { readonly comments: readonly string[]; readonly spaced: boolean } {
    const { head, stage } = this.#plan;
    const previous = head[instruction.index - 1]?.instruction ?? stage.from;
    const gap = { start: previous.span.end, end: instruction.span.start };
    const comments = this.#syntax.comments
      .filter(({ span }) => span.start >= gap.start && span.end <= gap.end)
      .map((comment) => comment.text);
    return { comments, spaced: /\n[ \t]*\r?\n/.test(textAt(this.#syntax.text, gap)) };
  }
}

interface Block {
  readonly text: string;
  /** A blank line stands above it. */
  readonly spaced: boolean;
  readonly isSource: boolean;
}
