import { installedPackages } from '../../model/packages.ts';
import type { Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule } from '../define.ts';
import { serverModule } from '../shared/loading/server-module.ts';
import { finishedImage } from '../shared/python-process.ts';
import { silentStage } from '../shared/silent-stage.ts';

interface Silent {
  readonly stage: Stage;
  /** The server's line, where the project tells it. */
  readonly line: string | undefined;
}

/** What a server is told to serve that starts in the working directory. */
function served(stage: Stage, facts: ProjectFacts): string | undefined {
  const { workdir } = stage.end;
  const pythonPath = stage.end.env('PYTHONPATH');
  if (!workdir.known || pythonPath !== undefined || !facts.project.known) return undefined;
  const usual = facts.project.value.settingsModule();
  const settings = usual.known ? facts.project.value.settings(usual.value.value) : usual;
  const named = settings.known ? settings.value.wsgiApplication : undefined;
  const path = { folders: [workdir.value], hidden: undefined };
  const module = serverModule('wsgi', path, finishedImage(stage, facts), named);
  return module && `${module.name}:${module.attribute}`;
}

const REQUIREMENTS = [
  'requirements.txt',
  'requirements/base.txt',
  'requirements/production.txt',
  'requirements/prod.txt',
];

/** gunicorn lies on PATH: pip has put it there. */
function hasGunicorn(stage: Stage, facts: ProjectFacts): boolean {
  const byName = installedPackages(stage).packages.some(
    ({ manager, name }) => manager === 'pip' && name === 'gunicorn',
  );
  const installs = stage.ancestry
    .flatMap(({ instructions }) => instructions)
    .flatMap((each) => (each.kind === 'run' ? each.script.commands : []))
    .flatMap(({ tool }) => (tool?.kind === 'pip' ? tool.requirements.map(({ literal }) => literal) : []));
  const byFile = REQUIREMENTS.filter((path) => installs.includes(path)).some((path) => {
    const text = facts.text(path);
    return text.known && /^gunicorn\b/im.test(text.value);
  });
  return byName || byFile;
}

function serverLine(stage: Stage, facts: ProjectFacts): string | undefined {
  const module = served(stage, facts);
  if (module === undefined || !hasGunicorn(stage, facts)) return undefined;
  return `CMD ["gunicorn", "${module}", "--bind=0.0.0.0:8000", "--worker-tmp-dir=/dev/shm", "--access-logfile=-"]`;
}

export default defineRule<Silent>({
  id: 'start-command-missing',
  category: 'correctness',
  severity: 'hint',
  severities: ['hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM', 'CMD', 'ENTRYPOINT'] },
  docs: {
    summary: 'Neither CMD nor ENTRYPOINT: the container starts the prompt of Python',
    why:
      'The official Python images start `python3`. Without a terminal it reads nothing and ends with code 0, so `docker run` of your ' +
      'Django image returns at once, without an error and without a server. Only where compose or another file gives the command may ' +
      'the Dockerfile leave it out; the rule is silent wherever such a file is found.',
    examples: [
      {
        title: 'A project with one Dockerfile and nothing beside it',
        files: {
          'manage.py': '',
          'config/wsgi.py': 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
          'requirements.txt': 'django\ngunicorn\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\n',
      },
      {
        title: 'compose may give the command',
        findings: 0,
        files: {
          'manage.py': '',
          'compose.yaml': 'services:\n  web:\n    build: .\n    command: gunicorn config.wsgi\n',
        },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n',
      },
    ],
    whenToIgnore: 'When whoever runs the image always names the command, as a pipeline does.',
    references: ['https://docs.docker.com/reference/dockerfile/#cmd'],
  },
  *check({ model, facts }) {
    const stage = silentStage(model, facts);
    const { span } = stage?.from.image ?? {};
    if (!stage || !span) return;
    yield {
      span,
      message: 'No CMD and no ENTRYPOINT: the container starts the prompt of Python and ends at once',
      data: { stage, line: serverLine(stage, facts) },
    };
  },
  buildFix({ fix }, { data: { stage, line } }) {
    const last = stage.instructions.at(-1);
    return line === undefined || !last
      ? undefined
      : fix.draft().insertLinesAfter(last, [line]).build('Start the server with gunicorn', 'review');
  },
});
