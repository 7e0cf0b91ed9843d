import type { Analysis } from '../analyze.ts';
import { scriptIn } from '../model/all-commands.ts';
import type { Model } from '../model/types.ts';
import { PRACTICES } from '../practices/index.ts';
import type { Practice } from '../practices/types.ts';
import type { Rule } from '../rules/define.ts';
import { RULES } from '../rules/index.ts';
import type { Tool } from '../shell/tools/types.ts';
import type { Command, Script } from '../shell/types.ts';
import { instructionAt } from '../syntax/lookup.ts';
import type { Flag, InstructionNode } from '../syntax/nodes.ts';
import { containsOffset, type Span } from '../text/span.ts';

export interface Practices {
  /** The instruction's keyword or image, a flag, a variable, or the word that names the program. */
  readonly span: Span;
  readonly instruction: InstructionNode;
  /** What a page tells of it; the one that is most about it first. */
  readonly practices: readonly Practice[];
  readonly rules: readonly Rule[];
}

/** What stands at an offset, by the names under which rules and practices speak of it. */
interface Subject {
  readonly span: Span;
  readonly kind: keyof Practice['subjects'];
  readonly names: readonly string[];
}

/** What there is to know of what stands at an offset, finding or no finding. */
export function practicesAt(
  { model }: Pick<Analysis, 'model'>,
  offset: number,
  rules: readonly Rule[] = RULES,
): Practices | undefined {
  if (!model) return undefined;
  const instruction = instructionAt(model.syntax, offset);
  const subject = instruction && subjectAt(model, instruction, offset);
  if (!subject) return undefined;
  const { span, kind, names } = subject;
  const isAbout = (all: readonly string[]): boolean => all.some((name) => names.includes(name));
  const practices = PRACTICES.filter(({ subjects }) => isAbout(subjects[kind])).sort(
    (a, b) =>
      a.subjects[kind].findIndex((name) => names.includes(name)) -
      b.subjects[kind].findIndex((name) => names.includes(name)),
  );
  const found = rules.filter(({ appliesTo }) =>
    kind === 'instructions' || kind === 'programs' ? isAbout(appliesTo[kind]) : false,
  );
  return found.length + practices.length > 0 ? { span, instruction, practices, rules: found } : undefined;
}

function subjectAt(model: Model, node: InstructionNode, offset: number): Subject | undefined {
  const keyword = keywordAt(node, offset);
  if (keyword) return { span: keyword.keywordSpan, kind: 'instructions', names: [keyword.keyword] };
  if (node.kind === 'from' && node.image && containsOffset(node.image.span, offset))
    return { span: node.image.span, kind: 'instructions', names: ['FROM'] };
  const flag = node.flags.find(({ span }) => containsOffset(span, offset));
  if (flag) return { span: flag.span, kind: 'flags', names: [flag.name, ...mountType(flag)] };
  if (node.kind === 'env' || node.kind === 'arg') {
    const pair = node.pairs.find(({ nameSpan }) => containsOffset(nameSpan, offset));
    return pair && { span: pair.nameSpan, kind: 'variables', names: [pair.name] };
  }
  return programAt(model, node, offset);
}

/** `--mount=type=secret` is about secrets before it is about mounts. */
const mountType = ({ name, value }: Flag): readonly string[] =>
  name === 'mount' ? [/(?:^|,)type=(\w+)/.exec(value ?? '')?.[1] ?? ''] : [];

/** The instruction whose keyword it is: ONBUILD's trigger has one of its own. */
function keywordAt(node: InstructionNode, offset: number): InstructionNode | undefined {
  if (containsOffset(node.keywordSpan, offset)) return node;
  return node.kind === 'onbuild' && node.instruction ? keywordAt(node.instruction, offset) : undefined;
}

function programAt(model: Model, node: InstructionNode, offset: number): Subject | undefined {
  for (const program of programs(scriptOf(model, node))) {
    if (!containsOffset(program.span, offset)) continue;
    return { span: program.span, kind: 'programs', names: program.names };
  }
  return undefined;
}

function scriptOf(model: Model, node: InstructionNode): Script | undefined {
  for (const stage of model.stages) {
    const instruction = stage.instructions.find((each) => each.node === node);
    if (instruction) return scriptIn(instruction);
  }
  return undefined;
}

interface Program {
  readonly span: Span;
  /** Everything a rule may call it: its own name and what it is. */
  readonly names: readonly string[];
}

function* programs(script: Script | undefined): Generator<Program> {
  for (const command of script?.commands ?? []) {
    yield* programsOf(command);
    yield* programs(command.inner);
  }
}

/** `python -m pip` is named by `python` as well as by `pip`; `uv run gunicorn` is two programs. */
function* programsOf(command: Command): Generator<Program> {
  const [first] = command.program;
  if (first) yield { span: first.span, names: [...(command.name ? [command.name] : []), ...toolNames(command.tool)] };
  for (let tool = command.tool; tool; tool = ran(tool))
    if (tool.program !== first) yield { span: tool.program.span, names: toolNames(tool) };
}

const ran = (tool: Tool): Tool | undefined => ('ran' in tool ? tool.ran : undefined);

function toolNames(tool: Tool | undefined): readonly string[] {
  if (!tool) return [];
  const own = 'front' in tool ? [tool.front] : 'server' in tool ? [tool.server] : [];
  // What manage.py is told to do is what somebody wants to know of.
  const action = tool.kind === 'manage' && tool.action !== undefined ? [tool.action] : [];
  return [...action, tool.kind, ...own];
}
