import { type Analysis, analyze } from '../../engine/analyze.ts';
import { type AppliedFix, fixAll } from '../../engine/fix/fix-all.ts';
import { encode } from '../../host/decode.ts';
import { failureReason, readRegularFile } from '../../host/read-file.ts';
import { ANALYSIS_OPTIONS, ANALYSIS_USAGE, analysisOptions } from '../analysis-options.ts';
import { type Command, parseOptions, UsageError } from '../command.ts';
import { unifiedDiff } from '../diff.ts';
import { documentText } from '../document-text.ts';
import { type FixedFile, fixReport } from '../report/fixed.ts';
import { analysedReport, skippedReport } from '../report/report.ts';
import { styleFor } from '../report/style.ts';
import { knownRule } from '../rule-names.ts';
import { eachDocument, endCode, reportFailures } from '../run.ts';
import { type Document, Session } from '../session.ts';
import { collectTargets } from '../targets.ts';
import { PROGRAM } from '../terminal.ts';
import { replaceFile } from '../write-file.ts';

interface Choice {
  readonly safety: 'safe' | 'review';
  readonly rules?: readonly string[];
}

export const fixCommand: Command = {
  name: 'fix',
  summary: 'repair what can be repaired without asking',
  usage: `Usage: ${PROGRAM} fix [PATH…] [OPTION…]

Applies safe fixes to Dockerfiles, and reports what remains. PATH is as for check.

Options:
  --review          apply the fixes that a person should look at as well; never those that change other files
  --rule ID         only this rule's fixes; may be given several times
  --diff            print what would change as a unified diff, and write nothing
${ANALYSIS_USAGE}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...ANALYSIS_OPTIONS,
      review: { type: 'boolean', default: false },
      rule: { type: 'string', multiple: true },
      diff: { type: 'boolean', default: false },
    });
    if (positionals.includes('-')) throw new UsageError('fix changes files: it cannot read "-"');
    const rules = values.rule?.map((id) => knownRule(id).id);
    const choice: Choice = { safety: values.review ? 'review' : 'safe', ...(rules ? { rules } : {}) };
    const session = await Session.open(terminal, analysisOptions(values));
    const documents = await collectTargets(session, positionals);
    const files = await eachDocument(session, documents, (document) =>
      fixDocument(session, document, choice, values.diff),
    );
    const text = values.diff ? files.map(({ diff }) => diff).join('') : fixReport(files, styleFor(terminal.colours));
    terminal.out(text);
    return endCode(
      session,
      files.map(({ remaining }) => remaining),
    );
  },
};

async function fixDocument(
  session: Session,
  document: Document,
  choice: Choice,
  dry: boolean,
): Promise<FixedFile | undefined> {
  const read = documentText(session, document, await readRegularFile(document.absolute));
  if (!read) return undefined;
  if ('skipped' in read) return { remaining: skippedReport(document.shown, read.skipped), applied: [], diff: '' };
  const { decoded } = read;
  const input = await session.input(document, decoded.text);
  const others = session.others(document, input.facts);
  const fixed = fixAll(input, choice);
  const refusal = refusalOf(fixed, decoded.lossy);
  const unchanged = (analysis: Analysis): FixedFile => ({
    remaining: analysedReport(document.shown, decoded.text, analysis, others),
    applied: [],
    diff: '',
  });
  if (refusal !== undefined) {
    session.fail(`${document.shown}: not changed: ${refusal}`);
    return unchanged(analyze(input));
  }
  reportFailures(session, document, fixed.analysis);
  if (fixed.text === decoded.text) return unchanged(fixed.analysis);
  if (!dry) {
    try {
      await replaceFile(document.absolute, encode(fixed.text, decoded));
    } catch (error) {
      session.fail(`${document.shown}: not changed: it cannot be written: ${failureReason(error)}`);
      return unchanged(analyze(input));
    }
  }
  const mark = decoded.bom ? '\uFEFF' : '';
  return {
    remaining: analysedReport(document.shown, fixed.text, fixed.analysis, others),
    applied: fixed.applied,
    diff: unifiedDiff(document.shown, mark + decoded.text, mark + fixed.text),
  };
}

/** Why fixes that were found must not be written. */
function refusalOf(
  fixed: { readonly applied: readonly AppliedFix[]; readonly conflict: string | undefined },
  lossy: boolean,
): string | undefined {
  if (fixed.conflict !== undefined) return fixed.conflict;
  return lossy && fixed.applied.length > 0 ? 'some of its bytes are no UTF-8, and would be lost' : undefined;
}
