import type { RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { ManageTool, Tool } from '../../shell/tools/types.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { commandsOf, effectiveTool } from '../shared/commands.ts';
import { judgeStarted } from '../shared/judge-started.ts';
import { isServer } from '../shared/serving.ts';
import { placeOf, type Started, type StartedCommand } from '../shared/started.ts';

/** The RUN that does nothing but migrate: it can go as a whole. */
type Misplaced = RunInstruction | undefined;

const OF_DATABASE = new Set(['migrate', 'makemigrations']);

/** `migrate --check`, `makemigrations --dry-run` change nothing. */
const ONLY_LOOKS = new Set(['--check', '--plan', '--dry-run', '--help']);

function migrationIn(tool: Tool | undefined): ManageTool | undefined {
  if (tool?.kind !== 'manage' || !OF_DATABASE.has(tool.action ?? '')) return undefined;
  return tool.options.some(({ canonical }) => ONLY_LOOKS.has(canonical)) ? undefined : tool;
}

function* inBuild(run: RunInstruction): Generator<Problem<Misplaced>> {
  const commands = commandsOf(run.script);
  const found = commands.filter(
    (command) => command.within !== 'compound' && command.within !== 'function' && migrationIn(effectiveTool(command)),
  );
  // makemigrations in front of migrate is the same mistake.
  const first = found.find((command) => migrationIn(effectiveTool(command))?.action === 'migrate') ?? found[0];
  if (!first) return;
  const isWhole = commands.every((command) => found.includes(command)) && run.node.heredocs.length === 0;
  const data = isWhole ? run : undefined;
  yield migrationIn(effectiveTool(first))?.action === 'migrate'
    ? {
        span: first.span,
        severity: 'error',
        message: 'A build has no database: migrate fails, or puts an SQLite file into the image',
        data,
      }
    : {
        span: first.span,
        severity: 'warning',
        message: 'Migrations made in a build exist in this image alone: make them in the project and commit them',
        data,
      };
}

/** What keeps the container running, as opposed to one more step of a job. */
const serves = ({ tool, command }: StartedCommand): boolean => isServer(tool) || OTHER_SERVERS.test(command.name ?? '');

const OTHER_SERVERS = /^(?:supervisord|nginx|honcho|circusd|apache2ctl|apachectl|httpd)$/;

function judgeStart({ commands }: Started, at: StartedCommand, facts: ProjectFacts): Problem<Misplaced> | undefined {
  const tool = migrationIn(at.tool);
  if (!tool || at.conditional) return undefined;
  const place = placeOf(at, facts, `${tool.action} stands here`);
  if (tool.action === 'makemigrations') {
    const message = 'makemigrations at start: each container makes migrations of its own, which nobody commits';
    return { ...place, severity: 'warning', message, data: undefined };
  }
  if (!commands.slice(commands.indexOf(at) + 1).some(serves)) return undefined;
  const message = 'migrate runs whenever a container starts: replicas that start together race for the database';
  return { ...place, severity: at.file === undefined ? 'warning' : 'hint', message, data: undefined };
}

function removeRun({ fix }: FixContext<object>, run: Misplaced) {
  return (
    run &&
    fix.draft().removeInstruction(run).build('Remove this RUN; migrate when the new version is deployed', 'review')
  );
}

export default defineRule<Misplaced>({
  id: 'migrate-misplaced',
  category: 'runtime',
  severity: 'warning',
  severities: ['error', 'warning', 'hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['migrate', 'makemigrations'] },
  docs: {
    summary: 'Migrations run in the build, or whenever a container starts',
    why:
      'A build has no database: `RUN python manage.py migrate` fails, or it migrates an SQLite file that becomes part of the image. ' +
      'In front of the server, Django’s migrate runs in every replica at the same time, a failed migration becomes a restart loop, ' +
      'and a shell is left as process 1. Migrations are a step of the deployment: a one-shot service that the others wait for, or a ' +
      'script that migrates only where it is asked to. makemigrations belongs on a developer’s machine, its result into the repository.',
    examples: [
      {
        title: 'In the build',
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN python manage.py migrate\n',
      },
      {
        title: 'In front of the server',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n' +
          'CMD ["sh", "-c", "python manage.py migrate && exec gunicorn config.wsgi --bind 0.0.0.0:8000"]\n',
      },
      {
        title: 'A script that migrates only when asked',
        findings: 0,
        files: {
          'manage.py': '',
          'entrypoint.sh':
            '#!/bin/sh\nset -eu\nif [ "${MIGRATE_ON_START:-0}" = 1 ]; then\n    python manage.py migrate --noinput\nfi\nexec "$@"\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore:
      'When exactly one container ever runs, or the image is a demonstration that carries its own database.',
    references: [
      'https://docs.djangoproject.com/en/stable/topics/migrations/#workflow',
      'https://docs.docker.com/reference/compose-file/services/#depends_on',
    ],
  },
  *check({ model, facts }) {
    for (const stage of model.stages) {
      if (!stage.shipsLayers) continue;
      for (const instruction of stage.instructions) if (instruction.kind === 'run') yield* inBuild(instruction);
    }
    yield* judgeStarted(model, facts, (started, at) => judgeStart(started, at, facts));
  },
  buildFix: (context, { data }) => removeRun(context, data),
});
