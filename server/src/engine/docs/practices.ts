import type { Analysis } from '../analyze.ts';
import { scriptIn } from '../model/all-commands.ts';
import type { Model } from '../model/types.ts';
import type { Rule } from '../rules/define.ts';
import { RULES } from '../rules/index.ts';
import type { Tool } from '../shell/tools/types.ts';
import type { Command, Script } from '../shell/types.ts';
import type { InstructionNode } from '../syntax/nodes.ts';
import { containsOffset, type Span } from '../text/span.ts';

export interface Practices {
  /** The instruction's keyword, or the word that names the program. */
  readonly span: Span;
  readonly rules: readonly Rule[];
}

/** The rules that speak of what stands at an offset: an instruction's keyword or a command's program. */
export function practicesAt(
  { model }: Pick<Analysis, 'model'>,
  offset: number,
  rules: readonly Rule[] = RULES,
): Practices | undefined {
  if (!model) return undefined;
  const node = model.syntax.instructions.find((each) => containsOffset(each.span, offset));
  if (!node) return undefined;
  const keyword = keywordAt(node, offset);
  const spoken = keyword
    ? { span: keyword.keywordSpan, applies: (rule: Rule) => rule.appliesTo.instructions.includes(keyword.keyword) }
    : programAt(model, node, offset);
  if (!spoken) return undefined;
  const found = rules.filter(spoken.applies);
  return found.length > 0 ? { span: spoken.span, rules: found } : undefined;
}

/** The instruction whose keyword it is: ONBUILD's trigger has one of its own. */
function keywordAt(node: InstructionNode, offset: number): InstructionNode | undefined {
  if (containsOffset(node.keywordSpan, offset)) return node;
  return node.kind === 'onbuild' && node.instruction ? keywordAt(node.instruction, offset) : undefined;
}

function programAt(model: Model, node: InstructionNode, offset: number) {
  for (const program of programs(scriptOf(model, node))) {
    if (!containsOffset(program.span, offset)) continue;
    const { names } = program;
    const applies = (rule: Rule): boolean => rule.appliesTo.programs.some((name) => names.includes(name));
    return { span: program.span, applies };
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
  return [tool.kind, ...own];
}
