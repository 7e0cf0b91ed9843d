import { allComments } from '../../fix/builder.ts';
import type { Instruction, Model } from '../../model/types.ts';
import type { InstructionNode } from '../../syntax/nodes.ts';
import type { TextEdit } from '../../text/edits.ts';
import { contains, type Span, textAt } from '../../text/span.ts';
import { commandsOf } from './commands.ts';

/** `python3.12` and `pip3.12` in paths, commands and names, and every other way to write a minor that a move would leave behind. */
const NAMED = /(?<name>python|pip)(?<minor>\d\.\d+)(?![\d])(?<patch>\.\d)?/gi;

/** Debian's own Python, which no image of another minor changes. */
const OF_DEBIAN = /\/usr\/(?:lib|bin|include|share)\/$/;
const PACKAGE_OF_DEBIAN = /^-(?:dev|venv|distutils|minimal|dbg|full|tk|doc)\b/;

/**
 * The edits that carry everything in the file that names a minor of Python over to another one; undefined where something would be
 * left behind. `elsewhere` are the places that the tags of images are changed at. Without `from` nothing may name another minor.
 */
export function renamePython(
  model: Model,
  from: string | undefined,
  to: string,
  elsewhere: readonly Span[],
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const { syntax } = model;
  for (const node of syntax.instructions) {
    const found = renamed(node, from, to, elsewhere, model);
    if (!found) return undefined;
    edits.push(...found);
  }
  return edits;
}

function renamed(
  node: InstructionNode,
  from: string | undefined,
  to: string,
  elsewhere: readonly Span[],
  model: Model,
): readonly TextEdit[] | undefined {
  const text = textAt(model.syntax.text, node.span);
  const edits: TextEdit[] = [];
  const named = new Set<number>();
  for (const match of text.matchAll(NAMED)) {
    const { name = '', minor = '', patch } = match.groups ?? {};
    const start = node.span.start + match.index + name.length;
    const span = { start, end: start + minor.length };
    named.add(start);
    if (minor === to || isPassive(model, node, span, elsewhere)) continue;
    const isDebians =
      OF_DEBIAN.test(text.slice(0, match.index)) ||
      PACKAGE_OF_DEBIAN.test(text.slice(match.index + match[0].length)) ||
      isSystemPackage(model, node, span);
    if (minor !== from || patch !== undefined || isDebians) return undefined;
    edits.push({ span, newText: to });
  }
  for (const start of from === undefined ? [] : otherMentions(text, from)) {
    const span = { start: node.span.start + start, end: node.span.start + start + 1 };
    if (!named.has(span.start) && !isPassive(model, node, span, elsewhere)) return undefined;
  }
  return edits;
}

/** Comments, and what is changed already. */
const isPassive = ({ syntax }: Model, node: InstructionNode, span: Span, elsewhere: readonly Span[]): boolean =>
  elsewhere.some((each) => contains(each, span)) ||
  (node.comments.length > 0 && allComments(syntax).some((comment) => contains(comment.span, span)));

/** Where a text speaks of a minor without the name in front: `UV_PYTHON=3.12`, `cp312`; not the version of a package. */
function* otherMentions(text: string, minor: string): Generator<number> {
  const [major = '', second = ''] = minor.split('.');
  const plain = new RegExp(`(?<![\\d.])(?<![=<>~!]=)(?<![<>])${major}\\.${second}(?!\\d)`, 'g');
  const short = new RegExp(`(?:cp|py|python|cpython)-?${major}${second}(?!\\d)`, 'gi');
  for (const pattern of [plain, short]) for (const match of text.matchAll(pattern)) yield match.index;
}

function instructionOf(model: Model, node: InstructionNode): Instruction | undefined {
  for (const { instructions } of model.stages) {
    const found = instructions.find((each) => each.node === node);
    if (found) return found;
  }
  return undefined;
}

/** `apt-get install python3.12-dev`: a package of the distribution. */
function isSystemPackage(model: Model, node: InstructionNode, span: Span): boolean {
  const instruction = instructionOf(model, node);
  if (instruction?.kind !== 'run') return false;
  return commandsOf(instruction.script).some(
    ({ tool }) =>
      (tool?.kind === 'apt' || tool?.kind === 'apk') && tool.packages.some((word) => contains(word.span, span)),
  );
}
