import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  CodeActionTriggerKind,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import type { Finding } from '../engine/analyze.ts';
import { type Fix, isWide, type WideFix } from '../engine/fix/fix.ts';
import { suppressFileEdits, suppressLineEdits } from '../engine/fix/suppress.ts';
import type { TextEdit } from '../engine/text/edits.ts';
import type { Check } from './checker.ts';
import type { DiagnosticConverter } from './diagnostics.ts';
import type { Edits } from './edits.ts';
import { FIX_ALL_KIND, REWRITE_KIND, SHOW_RULE_COMMAND } from './messages.ts';
import { toSpan } from './positions.ts';
import type { WideAction } from './wide-edit.ts';

export interface ActionTools {
  readonly edits: Edits;
  /** A change that reaches other files, where that can be done now. */
  readonly wideAction: (fix: WideFix) => WideAction | undefined;
  readonly converter: DiagnosticConverter;
  /** The client marks the action that the key for "fix" applies. */
  readonly preferred: boolean;
  /** Somebody can run the command that shows a rule. */
  readonly showRule: boolean;
}

/** Everything offered for a range. Computed from the document as it is; nothing of it is kept in diagnostics. */
export function codeActions(check: Check, range: Range, context: CodeActionContext, tools: ActionTools): CodeAction[] {
  const actions = new ActionsAt(check, range, context, tools).all();
  const edit = wantsFixAll(context) ? tools.edits.fixAll(check) : undefined;
  if (edit) actions.push({ title: 'Fix all safe Django Dockerfile problems', kind: FIX_ALL_KIND, edit });
  return actions;
}

/** The fixes offered for a range that change other files. */
export function wideFixes(check: Check, range: Range, context: CodeActionContext): readonly WideFix[] {
  const fixes = findingsAt(check, range).flatMap((finding) => (wantsFixOf(context, finding) ? finding.fixes : []));
  return fixes.filter(isWide);
}

function findingsAt({ document, analysis }: Check, range: Range): readonly Finding[] {
  const { start, end } = toSpan(document, range);
  return analysis.findings.filter(({ span }) => span.start <= end && start <= span.end);
}

const rewriteKind = ({ rule }: Finding): string => `${REWRITE_KIND}.${rule}`;

const wantsFixOf = (context: CodeActionContext, finding: Finding): boolean =>
  wants(context, CodeActionKind.QuickFix) || wants(context, rewriteKind(finding));

/** Kinds are dotted paths; asking for one means everything below it. */
const wants = ({ only }: CodeActionContext, kind: string): boolean =>
  only === undefined || only.some((each) => each === '' || kind === each || kind.startsWith(`${each}.`));

/** While the cursor moves nobody looks at source actions, so they are not worth computing then. */
const wantsFixAll = (context: CodeActionContext): boolean =>
  wants(context, FIX_ALL_KIND) &&
  (context.only !== undefined || context.triggerKind !== CodeActionTriggerKind.Automatic);

const isRewrite = ({ kind }: Fix): boolean => kind === 'refactor';

/** What is offered at findings: corrections, rewrites, and what concerns their rules. */
class ActionsAt {
  readonly #check: Check;
  readonly #context: CodeActionContext;
  readonly #tools: ActionTools;
  readonly #findings: readonly Finding[];

  constructor(check: Check, range: Range, context: CodeActionContext, tools: ActionTools) {
    this.#check = check;
    this.#context = context;
    this.#tools = tools;
    this.#findings = findingsAt(check, range);
  }

  all(): CodeAction[] {
    const quick = wants(this.#context, CodeActionKind.QuickFix) ? this.#quickFixes() : [];
    return [...quick, ...this.#findings.flatMap((finding) => this.#rewrites(finding))];
  }

  #quickFixes(): CodeAction[] {
    const here = this.#findings;
    // What concerns a rule is offered once, however many of its findings are here.
    const firsts = here.filter(({ rule }, index) => here.findIndex((each) => each.rule === rule) === index);
    return [...here.flatMap((finding) => this.#fixes(finding)), ...firsts.flatMap((finding) => this.#rule(finding))];
  }

  /** The finding's own corrections, the best one first. */
  #fixes(finding: Finding): CodeAction[] {
    const fixes = finding.fixes.filter((fix) => !isRewrite(fix));
    return fixes.flatMap((fix, index) => {
      // The key for "fix" shows nothing before it applies: not for what happens in other files.
      const preferred = this.#tools.preferred && index === 0 && !isWide(fix) ? { isPreferred: true } : {};
      return this.#fix(finding, fix).map((action) => ({ ...action, ...preferred }));
    });
  }

  #rewrites(finding: Finding): CodeAction[] {
    const kind = rewriteKind(finding);
    if (!wants(this.#context, kind)) return [];
    const rewrites = finding.fixes.filter(isRewrite);
    return rewrites.flatMap((fix) => this.#fix(finding, fix).map((action) => ({ ...action, kind })));
  }

  #rule(finding: Finding): CodeAction[] {
    const { rule, span } = finding;
    const { edits, showRule } = this.#tools;
    const syntax = this.#check.analysis.model?.syntax;
    const all = finding.fixes.some(isRewrite) ? undefined : edits.fixAllOf(this.#check, rule);
    const title = `Show the rule ${rule}`;
    const command = { title, command: SHOW_RULE_COMMAND, arguments: [rule] };
    return [
      ...(all ? [{ ...this.#base(finding, `Fix all ${rule} problems`), edit: all }] : []),
      ...this.#action(finding, `Ignore ${rule} on this line`, syntax && suppressLineEdits(syntax, span, rule)),
      ...this.#action(finding, `Ignore ${rule} in this file`, syntax && suppressFileEdits(syntax, rule)),
      ...(showRule ? [{ ...this.#base(finding, title), command }] : []),
    ];
  }

  #fix(finding: Finding, fix: Fix): CodeAction[] {
    if (!isWide(fix)) return this.#action(finding, fix.title, fix.edits);
    return this.#offer(finding, fix.title, this.#tools.wideAction(fix));
  }

  #action(finding: Finding, title: string, edits: readonly TextEdit[] = []): CodeAction[] {
    const edit = this.#tools.edits.of(this.#check, edits);
    return this.#offer(finding, title, edit && { edit });
  }

  /** One action, or none when there is nothing to change. */
  #offer(finding: Finding, title: string, change: WideAction | undefined): CodeAction[] {
    return change ? [{ ...this.#base(finding, title), ...change }] : [];
  }

  #base(finding: Finding, title: string) {
    return { title, kind: CodeActionKind.QuickFix, diagnostics: [this.#diagnostic(finding)] };
  }

  /** The client's own object where it has one, so that it can tell which of its diagnostics is solved. */
  #diagnostic(finding: Finding): Diagnostic {
    const ours = this.#tools.converter.one(this.#check, finding);
    const { line, character } = ours.range.start;
    const same = this.#context.diagnostics.find(
      ({ code, range: { start } }) => code === ours.code && start.line === line && start.character === character,
    );
    return same ?? ours;
  }
}
