import { allComments, commentsAbove, instructionAt } from '../syntax/lookup.ts';
import type { Comment, Directive, DockerfileSyntax } from '../syntax/nodes.ts';
import type { TextEdit } from '../text/edits.ts';
import { indentAt, lineStart, nextLine } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { FixDraft } from './builder.ts';

/** `# django-dockerfile ignore=a,b why`: the rules it names. */
const OURS = /^#\s*django-dockerfile\s+(ignore|ignore-file)\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*)/;
/** `# hadolint ignore=DL3002,DL3042`. */
const HADOLINT = /^#\s*hadolint\s+(?:(global)\s+)?ignore\s*=\s*([\w]+(?:\s*,\s*[\w]+)*)/;
/** `# check=skip=JSONArgsRecommended;error=true`, for the file, or above one instruction. */
const BUILDKIT = /^(?:#\s*check\s*=\s*)?.*?\bskip\s*=\s*([\w]+(?:\s*,\s*[\w]+)*)/;

/** Most files silence nothing. */
const MAY_SILENCE = /\b(?:ignore|skip)/;

const names = (list: string): string[] => list.split(',').map((name) => name.trim());

interface Ignores {
  readonly file: ReadonlySet<string>;
  /** By the start of the instruction they speak of. */
  readonly instruction: ReadonlyMap<number, ReadonlySet<string>>;
}

/** Which findings the comments of a file silence. Foreign ids carry their tool: `hadolint:DL3042`, `buildkit:…`. */
export class Suppressions {
  readonly #ignores: Ignores | undefined;
  readonly #syntax: DockerfileSyntax;

  constructor(syntax: DockerfileSyntax) {
    this.#syntax = syntax;
    this.#ignores = MAY_SILENCE.test(syntax.text) ? readIgnores(syntax) : undefined;
  }

  silences(span: Span, ruleId: string, overlaps: readonly string[]): boolean {
    const ignores = this.#ignores;
    if (!ignores) return false;
    const ids = [ruleId, ...overlaps];
    // `# check=skip=all` speaks of all that BuildKit checks.
    if (overlaps.some((id) => id.startsWith('buildkit:'))) ids.push('buildkit:all');
    if (ids.some((id) => ignores.file.has(id))) return true;
    if (ignores.instruction.size === 0) return false;
    const owner = instructionAt(this.#syntax, span.start);
    const here = owner && ignores.instruction.get(owner.span.start);
    return here !== undefined && ids.some((id) => here.has(id));
  }
}

function namesIn(comment: string): { ids: string[]; file: boolean } | undefined {
  const ours = OURS.exec(comment);
  if (ours) return { ids: names(ours[2] ?? ''), file: ours[1] === 'ignore-file' };
  const hadolint = HADOLINT.exec(comment);
  if (hadolint) return { ids: names(hadolint[2] ?? '').map((id) => `hadolint:${id}`), file: hadolint[1] !== undefined };
  if (/^#\s*check\s*=/.test(comment)) {
    const buildkit = BUILDKIT.exec(comment);
    if (buildkit) return { ids: names(buildkit[1] ?? '').map((id) => `buildkit:${id}`), file: false };
  }
  return undefined;
}

function readIgnores(syntax: DockerfileSyntax): Ignores {
  const file = new Set<string>();
  const instruction = new Map<number, Set<string>>();
  for (const directive of syntax.directives) for (const id of directiveIds(directive)) file.add(id);
  const first = syntax.instructions[0]?.span.start ?? Number.POSITIVE_INFINITY;
  for (const comment of syntax.comments) {
    if (comment.span.start > first) break;
    const found = namesIn(comment.text);
    if (found?.file) for (const id of found.ids) file.add(id);
  }
  for (const node of syntax.instructions) {
    const found = [...commentsAbove(syntax, node), ...node.comments].map((comment) => namesIn(comment.text));
    const ids = found.flatMap((each) => (each && !each.file ? each.ids : []));
    if (ids.length > 0) instruction.set(node.span.start, new Set(ids));
  }
  return { file, instruction };
}

function directiveIds(directive: Directive): string[] {
  if (directive.name !== 'check') return [];
  const skip = BUILDKIT.exec(directive.value)?.[1];
  return skip === undefined ? [] : names(skip).map((id) => `buildkit:${id}`);
}

/** One id of one of our ignore comments. */
export interface OwnIgnore {
  readonly id: string;
  /** Where the id stands. */
  readonly span: Span;
  readonly comment: Comment;
  /** Whether the comment speaks of a finding at a place; it may stand where it speaks of none. */
  readonly silences: (finding: Span) => boolean;
}

/** An ignore comment of ours that does nothing. */
export interface UnusedIgnore extends Omit<OwnIgnore, 'silences'> {
  /** There is a rule of that name, and it finds nothing where the comment would silence it. */
  readonly isRule: boolean;
}

/** Every id in our own ignore comments, in order. */
export function* ownIgnores(syntax: DockerfileSyntax): Generator<OwnIgnore> {
  const owners = new Map<Comment, number>();
  for (const node of syntax.instructions)
    for (const comment of [...commentsAbove(syntax, node), ...node.comments]) owners.set(comment, node.span.start);
  const first = syntax.instructions[0]?.span.start ?? Number.POSITIVE_INFINITY;
  for (const comment of allComments(syntax)) {
    const [whole = '', kind, list = ''] = OURS.exec(comment.text) ?? [];
    const owner = owners.get(comment);
    const silences = (finding: Span): boolean =>
      kind === 'ignore-file'
        ? comment.span.start <= first
        : owner !== undefined && instructionAt(syntax, finding.start)?.span.start === owner;
    const start = comment.span.start + whole.length - list.length;
    for (const { 0: id, index } of list.matchAll(/[\w-]+/g)) {
      yield { id, span: { start: start + index, end: start + index + id.length }, comment, silences };
    }
  }
}

/** Takes an id out of its comment, and the comment out of the file when it was the last. */
export function dropIgnore(draft: FixDraft, { text }: DockerfileSyntax, { span, comment }: UnusedIgnore): FixDraft {
  const before = /,\s*$/.exec(text.slice(comment.span.start, span.start))?.[0];
  if (before !== undefined) return draft.remove({ start: span.start - before.length, end: span.end });
  const behind = /^\s*,\s*/.exec(text.slice(span.end, comment.span.end))?.[0];
  if (behind !== undefined) return draft.remove({ start: span.start, end: span.end + behind.length });
  return draft.keepComment(comment.span.start).removeInstruction(comment);
}

/** Puts an ignore comment above the instruction of a finding, or adds the rule to the one that is there. */
export function suppressLineEdits(
  syntax: DockerfileSyntax,
  span: Span,
  ruleId: string,
): readonly TextEdit[] | undefined {
  const owner = instructionAt(syntax, span.start);
  if (!owner) return undefined;
  const start = lineStart(syntax.text, owner.span.start);
  const above = commentsAbove(syntax, owner).at(-1);
  const list = above && OURS.exec(above.text);
  if (above && list?.[1] === 'ignore') {
    const end = above.span.start + list[0].length;
    return [{ span: { start: end, end }, newText: `,${ruleId}` }];
  }
  const at = start + (start === 0 && syntax.bom ? 1 : 0);
  const indent = indentAt(syntax.text, owner.span.start);
  return [{ span: { start: at, end: at }, newText: `${indent}# django-dockerfile ignore=${ruleId}${syntax.eol}` }];
}

/** Silences a rule in the whole file: behind the parser directives, which a comment above would switch off. */
export function suppressFileEdits(syntax: DockerfileSyntax, ruleId: string): readonly TextEdit[] {
  const first = syntax.instructions[0]?.span.start ?? syntax.text.length;
  for (const comment of syntax.comments) {
    const list = OURS.exec(comment.text);
    if (list?.[1] !== 'ignore-file' || comment.span.start > first) continue;
    const end = comment.span.start + list[0].length;
    return [{ span: { start: end, end }, newText: `,${ruleId}` }];
  }
  const header = syntax.directives.at(-1);
  const at = header ? nextLine(syntax.text, header.span.end) : syntax.bom ? 1 : 0;
  const lead = header && syntax.text[at - 1] !== '\n' ? syntax.eol : '';
  return [{ span: { start: at, end: at }, newText: `${lead}# django-dockerfile ignore-file=${ruleId}${syntax.eol}` }];
}
