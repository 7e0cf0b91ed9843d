import { resolve } from 'node:path';
import { analyze } from '../../engine/analyze.ts';
import { readRegularFile } from '../../host/read-file.ts';
import { type HostRead, MAX_BYTES, ok, tooManyBytes } from '../../host/reader.ts';
import { ANALYSIS_OPTIONS, ANALYSIS_USAGE, analysisOptions } from '../analysis-options.ts';
import { type Command, oneOf, parseOptions, UsageError } from '../command.ts';
import { documentText } from '../document-text.ts';
import { jsonReport } from '../report/json.ts';
import { analysedReport, type FileReport, skippedReport } from '../report/report.ts';
import { styleFor } from '../report/style.ts';
import { textReport } from '../report/text.ts';
import { eachDocument, endCode, reportFailures } from '../run.ts';
import { type Document, Session } from '../session.ts';
import { collectTargets } from '../targets.ts';
import { PROGRAM, type Terminal } from '../terminal.ts';

const FORMATS = ['text', 'json'] as const;

export const checkCommand: Command = {
  name: 'check',
  summary: 'report what is wrong',
  usage: `Usage: ${PROGRAM} check [PATH…] [OPTION…]
       ${PROGRAM} check --stdin-filename NAME -

Checks Dockerfiles. A folder is searched for them, leaving out what .gitignore and the configuration exclude;
without a PATH, the current folder is. "-" reads one Dockerfile from standard input as if it were the file NAME.

Options:
  --format FORMAT   text (default) or json
${ANALYSIS_USAGE}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...ANALYSIS_OPTIONS,
      format: { type: 'string', default: 'text' },
      'stdin-filename': { type: 'string' },
    });
    const format = oneOf('format', values.format, FORMATS);
    const input = standardInput(values['stdin-filename'], positionals);
    const session = await Session.open(terminal, analysisOptions(values));
    const documents = input === undefined ? await collectTargets(session, positionals) : [await named(session, input)];
    const reports = await eachDocument(session, documents, async (document) => {
      const bytes = input === undefined ? await readRegularFile(document.absolute) : await readInput(terminal);
      return checkDocument(session, document, bytes);
    });
    terminal.out(format === 'json' ? jsonReport(reports) : textReport(reports, styleFor(terminal.colours)));
    return endCode(session, reports);
  },
};

/** The name of the text on standard input, if that is what is to be checked. */
function standardInput(name: string | undefined, paths: readonly string[]): string | undefined {
  const dash = paths.includes('-');
  if (!dash && name === undefined) return undefined;
  if (!dash) throw new UsageError('--stdin-filename needs "-" as the only path');
  if (paths.length > 1) throw new UsageError('"-" cannot be combined with other paths');
  if (name === undefined || name === '') throw new UsageError('"-" needs --stdin-filename NAME');
  return name;
}

const named = (session: Session, name: string): Promise<Document> => session.place(resolve(session.terminal.cwd, name));

async function readInput(terminal: Terminal): Promise<HostRead<Uint8Array>> {
  const bytes = await terminal.readInput();
  return bytes.length > MAX_BYTES ? tooManyBytes() : ok(bytes);
}

async function checkDocument(
  session: Session,
  document: Document,
  bytes: HostRead<Uint8Array>,
): Promise<FileReport | undefined> {
  const read = documentText(session, document, bytes);
  if (!read) return undefined;
  if ('skipped' in read) return skippedReport(document.shown, read.skipped);
  const { text } = read.decoded;
  const input = await session.input(document, text);
  const analysis = analyze(input);
  reportFailures(session, document, analysis);
  return analysedReport(document.shown, text, analysis, session.others(document, input.facts));
}
