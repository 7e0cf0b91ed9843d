import type { ProjectFacts } from '../../project/types.ts';
import type { Command } from '../../shell/types.ts';
import { defineRule, type Problem } from '../define.ts';
import { judgeFiles } from '../shared/entry/entry-files.ts';
import { execEdits, signalsGroup, waitedFor } from '../shared/entry/signals-lost.ts';
import { type Started, type StartedFile, workspacePath } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';

interface Waiting {
  readonly file: StartedFile;
  readonly commands: readonly Command[];
}

function* judge(started: Started, file: StartedFile, facts: ProjectFacts): Generator<Problem<Waiting>> {
  if (file.use === 'source' || signalsGroup(started)) return;
  const found = waitedFor(file);
  const [first] = found;
  if (!first) return;
  const program = first.name === undefined || first.name.includes('$') ? 'the server' : shortened(first.name, 20);
  yield {
    span: file.span,
    message: `The script waits for ${program} without exec: SIGTERM never gets there, and a stop kills it after 10 s`,
    related: found.map(({ span }) => ({
      span,
      message: 'exec belongs in front of this',
      path: workspacePath(file.path, facts),
    })),
    data: { file, commands: found },
  };
}

export default defineRule<Waiting>({
  id: 'entrypoint-no-exec',
  category: 'runtime',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['ENTRYPOINT', 'CMD'] },
  docs: {
    summary: 'The entry script starts the server without exec',
    why:
      'Docker sends SIGTERM to process 1, and that is the script’s shell as long as it waits for the server. The shell does not pass the ' +
      'signal on: gunicorn never learns that it should finish its requests, and ten seconds later everything is killed. With `exec` the ' +
      'server takes the shell’s place. A script that sets a trap, or starts several programs and waits for them, is left alone.',
    examples: [
      {
        title: 'The last line',
        files: {
          'manage.py': '',
          'entrypoint.sh':
            '#!/bin/sh\nset -e\npython manage.py migrate --noinput\ngunicorn config.wsgi --bind 0.0.0.0:8000\n',
        },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\n',
      },
      {
        title: 'The command that the script is given',
        files: { 'manage.py': '', 'entrypoint.sh': '#!/bin/sh\nset -e\npython manage.py check --deploy\n"$@"\n' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'exec in each branch',
        findings: 0,
        files: {
          'manage.py': '',
          'entrypoint.sh':
            '#!/bin/sh\nset -e\ncase "$1" in\n  worker) exec celery -A config worker ;;\n  *) exec "$@" ;;\nesac\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore:
      'When something in front of the script sends signals to all processes, such as an init that nobody sees here.',
    references: [
      'https://docs.docker.com/reference/dockerfile/#entrypoint',
      'https://docs.docker.com/reference/cli/docker/container/stop/',
    ],
  },
  *check({ model, facts }) {
    yield* judgeFiles(model, facts, (started, file) => judge(started, file, facts));
  },
  buildFix({ facts, fix }, { data: { file, commands } }) {
    const edits = execEdits(commands);
    return (
      edits &&
      fix.draft().editFile(workspacePath(file.path, facts), file.text, edits).build('Hand over with exec', 'review')
    );
  },
});
