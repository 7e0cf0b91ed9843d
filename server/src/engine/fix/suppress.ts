import { allComments, commentsAbove, instructionAt } from '../syntax/lookup.ts';
import type { Comment, DockerfileSyntax } from '../syntax/nodes.ts';
import type { TextEdit } from '../text/edits.ts';
import { indentAt, lineStart, nextLine } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { FixDraft } from './builder.ts';
import { directiveIgnores, type ForeignIgnore, foreignIgnores, idsFor } from './foreign-ignores.ts';

/** `# django-dockerfile ignore=a,b why`: the rules it names. */
const OURS = /^#\s*django-dockerfile\s+(ignore|ignore-file)\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*)/;
/** Most files silence nothing. */
const MAY_SILENCE = /ignore|skip|nosem/;

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
    const ids = [ruleId, ...idsFor(overlaps)];
    if (ids.some((id) => ignores.file.has(id))) return true;
    if (ignores.instruction.size === 0) return false;
    const owner = instructionAt(this.#syntax, span.start);
    const here = owner && ignores.instruction.get(owner.span.start);
    return here !== undefined && ids.some((id) => here.has(id));
  }
}

/** What a comment silences, by us and by others. */
function ignoresIn(comment: string): readonly ForeignIgnore[] {
  const [, kind, list] = OURS.exec(comment) ?? [];
  if (list === undefined) return foreignIgnores(comment);
  return [{ ids: names(list), scope: kind === 'ignore-file' ? 'top' : 'instruction' }];
}

function readIgnores(syntax: DockerfileSyntax): Ignores {
  const file = new Set(syntax.directives.flatMap(directiveIgnores));
  const instruction = new Map<number, Set<string>>();
  const first = syntax.instructions[0]?.span.start ?? Number.POSITIVE_INFINITY;
  for (const { text, span } of allComments(syntax)) {
    for (const { ids, scope } of ignoresIn(text))
      if (scope === 'anywhere' || (scope === 'top' && span.start <= first)) for (const id of ids) file.add(id);
  }
  for (const node of syntax.instructions) {
    const found = [...commentsAbove(syntax, node), ...node.comments].flatMap(({ text }) => ignoresIn(text));
    const ids = found.filter(({ scope }) => scope === 'instruction').flatMap((each) => each.ids);
    if (ids.length > 0) instruction.set(node.span.start, new Set(ids));
  }
  return { file, instruction };
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
