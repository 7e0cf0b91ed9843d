import { addOption } from '../../fix/add-option.ts';
import type { FixDraft } from '../../fix/builder.ts';
import { removeWords } from '../../fix/remove-words.ts';
import { optionInYaml, type YamlWord } from '../../fix/yaml-option.ts';
import type { StartInstruction } from '../../model/types.ts';
import type { ComposeCommand } from '../../project/compose/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Option } from '../../shell/tools/types.ts';
import type { Word } from '../../shell/types.ts';
import { contains } from '../../text/span.ts';
import type { Start } from './start.ts';
import type { Started, StartedCommand } from './started.ts';

/** CMD or ENTRYPOINT: the one in which a word or an option stands. */
const holderOf = ({ entrypoint, command }: Start, { span }: Word | Option): StartInstruction | undefined =>
  [entrypoint, command].find((each) => each && contains(each.span, span));

/** The words of a command that stand in the same instruction as its program. */
function wordsBesideProgram(start: Start, { command, tool, file }: StartedCommand) {
  const instruction = tool && file === undefined ? holderOf(start, tool.program) : undefined;
  if (!instruction) return undefined;
  return { instruction, words: command.words.filter((word) => contains(instruction.span, word.span)) };
}

/** Adds options to the end of a started command. False where its words do not stand in the Dockerfile. */
export function appendOptions(draft: FixDraft, start: Start, at: StartedCommand, options: readonly string[]): boolean {
  const beside = wordsBesideProgram(start, at);
  const last = beside?.words.at(-1);
  return beside !== undefined && addOption(draft, beside.instruction, last, ...options);
}

/** Puts an option behind a word of a started command. False where the word does not stand in the Dockerfile or in a compose file. */
export function optionBehind(
  draft: FixDraft,
  started: Started,
  at: StartedCommand,
  word: Word,
  option: string,
  facts: ProjectFacts,
): boolean {
  // `--module=config.wsgi` is one word.
  const whole = at.command.words.find(({ span }) => contains(span, word.span)) ?? word;
  if (at.inCompose) return optionInCompose(draft, started, at, whole, option, facts);
  const instruction = at.file === undefined ? holderOf(started.start, whole) : undefined;
  return instruction !== undefined && addOption(draft, instruction, whole, option);
}

function optionInCompose(
  draft: FixDraft,
  { service }: Started,
  { file }: StartedCommand,
  word: Word,
  option: string,
  facts: ProjectFacts,
): boolean {
  const text = file === undefined ? undefined : facts.source(file);
  if (file === undefined || !text?.known) return false;
  const edit = optionInYaml(text.value, yamlWord([service?.command, service?.entrypoint], word), option);
  if (edit) draft.editFile(file, text.value, [edit]);
  return edit !== undefined;
}

/** How a word stands in what a service says that is started. */
function yamlWord(commands: readonly (ComposeCommand | undefined)[], word: Word): YamlWord {
  const said = commands.find((each) => each?.script.commands.some(({ words }) => words.includes(word)));
  if (!said) return { kind: 'inner', word };
  return said.form === 'list' ? { kind: 'item', word } : { kind: 'part', word, scalar: said.from.span };
}

/** Takes an option out of a started command. False where it does not stand in the Dockerfile as words of its own. */
export function removeOption(draft: FixDraft, start: Start, at: StartedCommand, option: Option): boolean {
  const instruction = at.file === undefined ? holderOf(start, option) : undefined;
  const words = instruction && at.command.words.filter((word) => contains(instruction.span, word.span));
  return words !== undefined && removeWords(draft, words, option.span);
}

/** Writes other words for a program and all its arguments. False where they do not stand in one instruction. */
export function replaceProgram(
  draft: FixDraft,
  start: Start,
  at: StartedCommand,
  from: Word,
  words: readonly string[],
): boolean {
  const beside = wordsBesideProgram(start, at);
  const last = at.command.words.at(-1);
  if (!beside?.words.includes(from) || !last || !beside.words.includes(last) || from.source.collapsed) return false;
  const { node, script } = beside.instruction;
  const areItems = node.command.form === 'exec' && script.commands.some((command) => command.words.includes(from));
  const text = areItems ? `"${words.join('", "')}"` : words.join(' ');
  draft.replace({ start: from.span.start, end: last.span.end }, text);
  return true;
}
