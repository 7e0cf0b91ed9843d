import { CollapsedText, type ShellText } from '../text.ts';
import type { Assignment, Command, Joiner, Redirect, Word } from '../types.ts';
import {
  type AndOr,
  type CommandNode,
  forEachChild,
  type Pipeline,
  type PipelineNode,
  type Script as ScriptNode,
  type Command as SimpleNode,
  type Statement,
  type SyntaxNode,
} from '../unbash.ts';
import { assignment, assignmentWord, ParsedWord, redirect } from './words.ts';

/** What the syntax tells about a command; the rest of `Command` follows from it. */
export interface SimpleCommand
  extends Pick<
    Command,
    | 'span'
    | 'joinedBy'
    | 'assignments'
    | 'words'
    | 'redirects'
    | 'conditional'
    | 'within'
    | 'tail'
    | 'background'
    | 'negated'
  > {
  /** The keyword `time` stands in front of the pipeline; it is no word. */
  readonly timed: boolean;
}

/** Deeper substitutions than anyone writes. */
const MAX_SUBSTITUTIONS = 16;

type Within = Command['within'];

/** What a command stands in, the outermost fact first: a function's body runs elsewhere, whatever is around it. */
const STRENGTH: Readonly<Record<Within, number>> = {
  top: 0,
  group: 1,
  compound: 2,
  subshell: 3,
  substitution: 4,
  function: 5,
};

interface Surroundings {
  readonly within: Within;
  readonly conditional: boolean;
  readonly background: boolean;
  /** Nothing runs behind it. */
  readonly tail: boolean;
}

const TOP: Surroundings = { within: 'top', conditional: false, background: false, tail: true };

const inside = (around: Surroundings, within: Within, conditional = false): Surroundings => ({
  within: STRENGTH[within] > STRENGTH[around.within] ? within : around.within,
  conditional: around.conditional || conditional,
  background: around.background,
  tail: around.tail && !RETURNS.has(within),
});

/** Something goes on behind what stands in these. */
const RETURNS = new Set<Within>(['subshell', 'substitution', 'function']);

const goesOn = (around: Surroundings): Surroundings => (around.tail ? { ...around, tail: false } : around);

interface Position {
  readonly joinedBy: Joiner;
  readonly negated: boolean;
  readonly timed: boolean;
}

const at = (joinedBy: Joiner): Position => ({ joinedBy, negated: false, timed: false });

/** Programs whose exit code is an answer: what stands behind `&&` depends on it, and no failure is meant. */
const ASKS = new Set([
  '[',
  'test',
  'command',
  'which',
  'type',
  'hash',
  'grep',
  'egrep',
  'fgrep',
  'id',
  'getent',
  'pgrep',
]);

function asks(node: PipelineNode): boolean {
  switch (node.type) {
    case 'TestCommand':
    case 'ArithmeticCommand':
      return true;
    case 'Pipeline': {
      const last = node.commands.at(-1);
      return node.prefixes.some((prefix) => prefix.type === 'Negation') || (last !== undefined && asks(last));
    }
    case 'Command':
      return node.name !== undefined && ASKS.has(node.name.value);
    default:
      return false;
  }
}

const GIVES_UP = new Set(['exit', 'false', 'return']);

/** The command ends the script with a failure: `|| exit 1`, `|| { echo no; exit 1; }`. */
function givesUp(node: Statement['command'] | undefined): boolean {
  switch (node?.type) {
    case 'Command': {
      const [code] = node.suffix;
      return node.name !== undefined && GIVES_UP.has(node.name.value) && !(code?.type === 'Word' && code.value === '0');
    }
    case 'AndOr':
      return givesUp(node.commands.at(-1));
    case 'BraceGroup':
    case 'Subshell':
      return givesUp(node.body.commands.at(-1)?.command);
    default:
      return false;
  }
}

/** For each part of an and-or list: whether it may be skipped although the list around it succeeds. */
function skippable({ commands, operators }: AndOr, lastStatement: boolean): readonly boolean[] {
  const firstFallback = operators.indexOf('||');
  const hidesFailure = firstFallback !== -1 && !givesUp(commands[firstFallback + 1]);
  let afterQuestion = false;
  return commands.map((command, index) => {
    const dependsOnAnswer = afterQuestion && !lastStatement;
    afterQuestion ||= asks(command);
    if (index === 0) return false;
    if (firstFallback !== -1 && index > firstFallback) return true;
    return firstFallback === -1 ? dependsOnAnswer : hidesFailure;
  });
}

const hasPrefix = (node: Pipeline, type: 'Negation' | 'Time'): boolean =>
  node.prefixes.some((prefix) => prefix.type === type);

const MAY_SUBSTITUTE = /`|[$<>]\(/;

/** Lists the simple commands of a tree, with what is around them. */
class Walk {
  readonly commands: SimpleCommand[] = [];
  tooDeep = false;
  #depth = 0;
  #place: ShellText;

  constructor(place: ShellText) {
    this.#place = place;
  }

  list(statements: readonly Statement[], around: Surroundings): void {
    let joinedBy: Joiner = 'start';
    for (const [index, statement] of statements.entries()) {
      const background = statement.background === true;
      const last = index === statements.length - 1;
      const here = background ? { ...around, background, tail: false } : last ? around : goesOn(around);
      this.#statement(statement.command, here, joinedBy, last);
      joinedBy = background ? '&' : ';';
    }
  }

  #statement(node: Statement['command'], around: Surroundings, joinedBy: Joiner, last: boolean): void {
    if (node.type !== 'AndOr') {
      this.#pipeline(node, around, joinedBy);
      return;
    }
    const skips = skippable(node, last);
    for (const [index, part] of node.commands.entries()) {
      const joiner = index === 0 ? joinedBy : (node.operators[index - 1] ?? joinedBy);
      const place = index === node.commands.length - 1 ? around : goesOn(around);
      const here = skips[index] ? inside(place, place.within, true) : place;
      this.#pipeline(part, here, joiner);
    }
  }

  #pipeline(node: PipelineNode, around: Surroundings, joinedBy: Joiner): void {
    if (node.type !== 'Pipeline') {
      this.#command(node, around, at(joinedBy));
      return;
    }
    const negated = hasPrefix(node, 'Negation');
    const timed = hasPrefix(node, 'Time');
    for (const [index, member] of node.commands.entries())
      this.#command(member, node.commands.length > 1 ? goesOn(around) : around, {
        joinedBy: index === 0 ? joinedBy : '|',
        negated,
        timed: timed && index === 0,
      });
  }

  #command(node: CommandNode, around: Surroundings, position: Position): void {
    const sometimes = inside(around, 'compound', true);
    switch (node.type) {
      case 'Command':
        this.#simple(node, around, position);
        break;
      case 'Redirected':
        this.#command(node.command, around, position);
        for (const each of node.redirects) this.#substitutions(each, around);
        break;
      case 'Subshell':
        this.list(node.body.commands, inside(around, 'subshell'));
        break;
      case 'BraceGroup':
        this.list(node.body.commands, inside(around, 'group'));
        break;
      case 'If':
        this.list(node.clause.commands, goesOn(inside(around, 'compound')));
        this.list(node.then.commands, sometimes);
        for (const branch of node.elif) {
          this.list(branch.clause.commands, goesOn(sometimes));
          this.list(branch.then.commands, sometimes);
        }
        if (node.else) this.list(node.else.commands, sometimes);
        break;
      case 'While':
        this.list(node.clause.commands, goesOn(inside(around, 'compound')));
        this.list(node.body.commands, goesOn(sometimes));
        break;
      case 'For':
      case 'Select':
        for (const word of node.wordlist ?? []) this.#substitutions(word, around);
        this.list(node.body.commands, goesOn(sometimes));
        break;
      case 'ArithmeticFor':
        this.list(node.body.commands, goesOn(sometimes));
        break;
      case 'Case':
        this.#substitutions(node.word, around);
        for (const item of node.items) this.list(item.body.commands, sometimes);
        break;
      case 'Function':
        if (node.body.type !== 'CompoundList') this.#command(node.body, inside(around, 'function', true), at('start'));
        break;
      case 'Coproc':
        if (node.body.type !== 'CompoundList')
          this.#command(node.body, { ...inside(around, 'subshell'), background: true }, at('start'));
        break;
      default:
        this.#substitutions(node, around);
    }
  }

  #simple(node: SimpleNode, around: Surroundings, position: Position): void {
    const place = this.#place;
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (const each of node.prefix) {
      if (each.type === 'Assignment') assignments.push(assignment(each, place));
      else redirects.push(redirect(each, place));
    }
    if (node.name) words.push(new ParsedWord(node.name, place));
    for (const each of node.suffix) {
      if (each.type === 'Word') words.push(new ParsedWord(each, place));
      else if (each.type === 'Assignment') words.push(assignmentWord(each, place));
      else redirects.push(redirect(each, place));
    }
    this.commands.push({
      ...around,
      ...position,
      span: place.spanOf(node.pos, node.end),
      assignments,
      words,
      redirects,
    });
    for (const each of node.prefix) this.#substitutions(each, around);
    for (const each of node.suffix) this.#substitutions(each, around);
    if (node.name) this.#substitutions(node.name, around);
  }

  /** Scripts inside words, assignments and heredoc bodies: `$(…)`, backticks, `<(…)`. */
  #substitutions(node: SyntaxNode, around: Surroundings): void {
    if (node.type === 'Word' && !MAY_SUBSTITUTE.test(node.text)) return;
    if (this.#depth === MAX_SUBSTITUTIONS) {
      this.tooDeep = true;
      return;
    }
    forEachChild(node, (child) => {
      if (child.type === 'Script') this.#script(child, node, around);
      else this.#substitutions(child, around);
    });
  }

  #script(node: ScriptNode, holder: SyntaxNode, around: Surroundings): void {
    const outer = this.#place;
    // Escaped backticks are decoded first: the positions inside are those of a text that stands nowhere in the file.
    if (node.source !== undefined) this.#place = new CollapsedText(node.source, outer.spanOf(holder.pos, holder.end));
    this.#depth++;
    this.list(node.commands, inside(around, 'substitution'));
    this.#depth--;
    this.#place = outer;
  }
}

/** Substitutions in a heredoc's body stand behind the commands of the heredoc's own line. */
function inSourceOrder(commands: readonly SimpleCommand[]): readonly SimpleCommand[] {
  const sorted = commands.every((command, index) => {
    const next = commands[index + 1];
    return next === undefined || command.span.start <= next.span.start;
  });
  return sorted ? commands : [...commands].sort((a, b) => a.span.start - b.span.start);
}

export interface CommandList {
  readonly commands: readonly SimpleCommand[];
  /** Substitutions nest deeper than anyone writes: not everything was read. */
  readonly tooDeep: boolean;
}

export function listCommands(script: ScriptNode, place: ShellText): CommandList {
  const walk = new Walk(place);
  walk.list(script.commands, TOP);
  return { commands: inSourceOrder(walk.commands), tooDeep: walk.tooDeep };
}
