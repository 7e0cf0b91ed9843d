import type { ProjectFacts } from '../../project/types.ts';
import type { Command } from '../../shell/types.ts';
import { defineRule, type Problem } from '../define.ts';
import { effectiveTool } from '../shared/commands.ts';
import { judgeFiles } from '../shared/entry/entry-files.ts';
import { errexitEdits, exitEdits, silentFallback, stopsAtFailures, unseenFailures } from '../shared/entry/failures.ts';
import { type Started, type StartedFile, workspacePath } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';

interface Hidden {
  readonly file: StartedFile;
  /** The complaint that ends the script with success; undefined where failing steps are meant. */
  readonly fallback: Command | undefined;
}

function* judge(started: Started, file: StartedFile, facts: ProjectFacts): Generator<Problem<Hidden>> {
  if (file.use === 'source') return;
  const path = workspacePath(file.path, facts);
  const unseen = mayStopAtFailures(started, file) ? [] : unseenFailures(file);
  const [first] = unseen;
  const tool = first && effectiveTool(first);
  if (first && tool?.kind === 'manage') {
    yield {
      span: file.span,
      message: `Without set -e the script goes on when ${shortened(tool.action ?? '', 20)} fails, and the server starts all the same`,
      related: unseen.map(({ span }) => ({ span, message: 'Nobody sees it when this fails', path })),
      data: { file, fallback: undefined },
    };
  }
  const fallback = silentFallback(file);
  if (!fallback) return;
  yield {
    span: file.span,
    message: 'The script complains about a command it does not know and exits with 0: for Docker that is success',
    related: [{ span: fallback.span, message: 'The script ends here, with success', path }],
    data: { file, fallback },
  };
}

/** Of a virtual environment: it sets variables and nothing else. */
const ACTIVATION = /\/bin\/activate["']?$/;

/** It says so itself, or a script that it reads does, or may. */
function mayStopAtFailures({ files }: Started, file: StartedFile): boolean {
  if (stopsAtFailures(file)) return true;
  const sourced = files.filter(({ use, from }) => use === 'source' && from === file.path);
  const sources = file.script?.commands.filter(
    ({ tool }) =>
      tool?.kind === 'state' && /^(?:\.|source)$/.test(tool.front) && !ACTIVATION.test(tool.args[0]?.text ?? ''),
  );
  return sourced.length < (sources?.length ?? 0) || sourced.some(stopsAtFailures);
}

export default defineRule<Hidden>({
  id: 'entrypoint-hides-failure',
  category: 'runtime',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['ENTRYPOINT', 'CMD'] },
  docs: {
    summary: 'The entry script hides that a step failed, or ends with success where it should not',
    why:
      'A shell goes on behind a command that fails, unless it is told to stop. When `migrate` fails, the new code serves requests on the ' +
      'old tables, and the deployment looks well. The same happens when a script answers a command that it does not know with nothing but ' +
      'a line of text: it exits with 0, so neither Docker nor a cluster starts it again or reports anything. `set -e` at the top and ' +
      '`exit 64` behind the complaint make both visible.',
    examples: [
      {
        title: 'A migration that fails unseen',
        files: {
          'manage.py': '',
          'entrypoint.sh': '#!/bin/sh\npython manage.py migrate --noinput\nexec "$@"\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A complaint that ends with success',
        files: {
          'manage.py': '',
          'entrypoint.sh':
            '#!/bin/sh\nset -e\ncase "$1" in\n  web) exec gunicorn config.wsgi ;;\n  *) echo "unknown command: $1" ;;\nesac\n',
        },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["web"]\n',
      },
      {
        title: 'The script stops at errors',
        findings: 0,
        files: {
          'manage.py': '',
          'entrypoint.sh': '#!/bin/sh\nset -e\npython manage.py migrate --noinput\nexec "$@"\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the server is meant to start although the step failed; `|| true` behind the command says so.',
    references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set'],
  },
  *check({ model, facts }) {
    yield* judgeFiles(model, facts, (started, file) => judge(started, file, facts));
  },
  buildFix({ facts, fix }, { data: { file, fallback } }) {
    const edits = fallback ? exitEdits(file.text, fallback) : errexitEdits(file);
    const title = fallback ? 'Exit with 64 behind the complaint' : 'Stop at failures with set -e';
    return edits && fix.draft().editFile(workspacePath(file.path, facts), file.text, edits).build(title, 'review');
  },
});
