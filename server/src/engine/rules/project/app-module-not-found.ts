import type { FixDraft } from '../../fix/builder.ts';
import { replaceWithin } from '../../fix/replace-within.ts';
import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { installsAtStart } from '../shared/dependencies/start-installs.ts';
import { judgeStartedAnywhere } from '../shared/judge-started.ts';
import { judgeManage } from '../shared/loading/judge-manage.ts';
import { judgeModule } from '../shared/loading/judge-module.ts';
import { judgeSettings } from '../shared/loading/judge-settings.ts';
import { rewriteWord } from '../shared/loading/write.ts';
import type { Mend } from '../shared/loading/wrong.ts';
import { optionBehind } from '../shared/start-edits.ts';
import type { Started, StartedCommand } from '../shared/started.ts';

interface NotFound {
  readonly started: Started;
  readonly at: StartedCommand;
  readonly mend: Mend | undefined;
}

/** What the commands of one file have in common: the same settings are missing for all of them. */
class Judge {
  readonly #model: Model;
  readonly #facts: ProjectFacts;
  readonly #reported = new Set<string>();

  constructor(model: Model, facts: ProjectFacts) {
    this.#model = model;
    this.#facts = facts;
  }

  judge(started: Started, at: StartedCommand): Problem<NotFound> | undefined {
    if (at.conditional) return undefined;
    const wrong =
      judgeModule(started, at, this.#model, this.#facts) ??
      judgeManage(started, at, this.#facts) ??
      this.#settings(started, at);
    // The project may be among what is installed.
    if (!wrong || installsAtStart(started.start.stage, this.#model, this.#facts) === 'anything') return undefined;
    const { mend, ...problem } = wrong;
    return { ...problem, data: { started, at, mend } };
  }

  #settings(started: Started, at: StartedCommand) {
    const wrong = judgeSettings(started, at, this.#model, this.#facts);
    const isKnown = wrong === undefined || this.#reported.has(wrong.message);
    if (wrong) this.#reported.add(wrong.message);
    return isKnown ? undefined : wrong;
  }
}

function mended({ fix, facts }: FixContext<object>, found: readonly NotFound[]) {
  const draft = fix.draft();
  const areMended = found.every((each) => mendOne(draft, each, facts));
  const title = found[0]?.mend?.title;
  return areMended && title !== undefined ? draft.build(title, 'review') : undefined;
}

/** False for what cannot be mended where it stands. */
function mendOne(draft: FixDraft, { started, at, mend }: NotFound, facts: ProjectFacts): boolean {
  switch (mend?.kind) {
    case 'word':
      return rewriteWord(draft, at, mend, facts);
    case 'option':
      return optionBehind(draft, started, at, mend.word, mend.option, facts);
    case 'value':
      draft.replace(mend.value.span, mend.to);
      return true;
    case 'elsewhere': {
      const text = facts.source(mend.place.path);
      const edit = text.known ? replaceWithin(text.value, mend.place.span, mend.from, mend.to) : undefined;
      if (text.known && edit) draft.editFile(mend.place.path, text.value, [edit]);
      return edit !== undefined;
    }
    default:
      return false;
  }
}

export default defineRule<readonly NotFound[]>({
  id: 'app-module-not-found',
  category: 'project',
  severity: 'error',
  severities: ['error'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['server', 'celery', 'manage'] },
  docs: {
    summary: 'The start command names a module that the image does not have',
    why:
      'gunicorn, uvicorn, celery and manage.py import a module by its name, from the folder in which they start. Where that module is ' +
      'not in the image, lies in another folder or lacks the attribute that is to be served, they stop with an ImportError: the image ' +
      'builds, and the container exits at once. Django’s settings are found the same way. What services of compose start in the image is ' +
      'judged like CMD, with their folders, variables and volumes.',
    examples: [
      {
        title: 'A folder with another name',
        files: {
          'manage.py': '',
          'book_shop/__init__.py': '',
          'book_shop/wsgi.py': 'application = get_wsgi_application()\n',
        },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "bookshop.wsgi"]\n',
      },
      {
        title: 'The project lies in a folder of its own',
        files: {
          'requirements.txt': 'django\ngunicorn\n',
          'src/manage.py': '',
          'src/config/__init__.py': '',
          'src/config/wsgi.py': 'application = get_wsgi_application()\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'COPY . .\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A compose file says what is started',
        files: {
          'manage.py': '',
          'book_shop/__init__.py': '',
          'book_shop/wsgi.py': 'application = get_wsgi_application()\n',
          'compose.yaml': 'services:\n  web:\n    build: .\n    command: gunicorn bookshop.wsgi --bind 0.0.0.0:8000\n',
        },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n',
      },
      {
        title: 'gunicorn is told where to look',
        findings: 0,
        files: {
          'requirements.txt': 'django\ngunicorn\n',
          'src/manage.py': '',
          'src/config/__init__.py': '',
          'src/config/wsgi.py': 'application = get_wsgi_application()\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "--chdir", "src", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the module is mounted or written where the container starts.',
    references: [
      'https://docs.gunicorn.org/en/stable/run.html',
      'https://docs.djangoproject.com/en/stable/howto/deployment/wsgi/gunicorn/',
      'https://docs.python.org/3/library/sys_path_init.html',
    ],
  },
  *check({ model, facts }) {
    if (model.syntax.templated || !facts.project.known) return;
    const judge = new Judge(model, facts);
    yield* judgeStartedAnywhere(model, facts, (started, at) => judge.judge(started, at));
  },
  buildFix: (context, { data }) => mended(context, data),
});
