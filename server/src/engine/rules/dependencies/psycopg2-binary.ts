import type { RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Word } from '../../shell/types.ts';
import type { Span } from '../../text/span.ts';
import { defineRule, type Related } from '../define.ts';
import { commandsOf, effectiveTool } from '../shared/commands.ts';
import { dependencyInstalls } from '../shared/dependency-install.ts';
import { installInputs } from '../shared/install-inputs.ts';

interface Binary {
  readonly span: Span;
  /** The word that names it, when a command does; undefined when a file of requirements does. */
  readonly word: Word | undefined;
  readonly related: readonly Related[];
}

/** `psycopg2-binary`, `psycopg2_binary==2.9.10`, `"psycopg2-binary>=2.9 ; …"`. */
const NAME = /^["']?psycopg2[-_.]+binary(?![\w-])/i;
const LINE = /^[ \t]*psycopg2[-_.]+binary(?![\w-])/im;

function* namedIn(run: RunInstruction): Generator<Binary> {
  for (const command of commandsOf(run.script)) {
    const tool = effectiveTool(command);
    if (tool?.kind !== 'pip' || tool.action !== 'install') continue;
    const word = tool.targets.find((target) => NAME.test(target.text));
    if (word) yield { span: word.span, word, related: [] };
  }
}

/** Requirements files lie below the build context; findings speak of paths of the workspace. */
const inWorkspace = (path: string, facts: ProjectFacts): string =>
  facts.context.known && facts.context.value.root !== '' ? `${facts.context.value.root}/${path}` : path;

function* requiredBy(run: RunInstruction, facts: ProjectFacts): Generator<Binary> {
  const installs = dependencyInstalls(run).filter(({ installer }) => installer === 'pip');
  for (const install of installs) {
    for (const { contextPath } of installInputs(run, [install], facts)?.files ?? []) {
      const text = facts.text(contextPath);
      const match = text.known ? LINE.exec(text.value) : undefined;
      if (!match) continue;
      const start = match.index + match[0].length - match[0].trimStart().length;
      const place = { start, end: match.index + match[0].length };
      const related = [{ span: place, path: inWorkspace(contextPath, facts), message: 'It is required here' }];
      yield { span: install.command.span, word: undefined, related };
      return;
    }
  }
}

export default defineRule<readonly (Word | undefined)[]>({
  id: 'psycopg2-binary',
  category: 'dependencies',
  severity: 'info',
  severities: ['info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { programs: ['pip'] },
  docs: {
    summary: 'psycopg2-binary in production',
    why:
      'psycopg2-binary brings its own copies of libpq and libssl. Its authors advise against it in production: the copies get ' +
      'no security updates from the distribution, and two libssl in one process have crashed before. Django 4.2 and newer work ' +
      'with psycopg 3, whose `psycopg[binary]` is the documented default; psycopg2 built from source uses the libpq of the image.',
    examples: [
      {
        title: 'Named in the install',
        before: 'FROM python:3.13-slim-trixie\nRUN pip install --no-cache-dir "Django==5.2.8" psycopg2-binary\n',
      },
      {
        title: 'Named in the requirements',
        files: { 'requirements.txt': 'Django==5.2.8\npsycopg2-binary==2.9.11\n', 'manage.py': '' },
        before:
          'FROM python:3.13-slim-trixie\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
      },
      {
        title: 'psycopg 3',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN pip install --no-cache-dir "Django==5.2.8" "psycopg[binary]==3.2.12"\n',
      },
    ],
    whenToIgnore: 'When the project needs psycopg2 and the image is rebuilt often enough for its copies to stay fresh.',
    references: [
      'https://www.psycopg.org/docs/install.html#psycopg-vs-psycopg-binary',
      'https://docs.djangoproject.com/en/stable/ref/databases/#postgresql-notes',
    ],
  },
  *check({ model, facts }) {
    if (!facts.context.known && !model.syntax.text.includes('psycopg2')) return;
    const found = model.stages
      .filter((stage) => stage.role !== 'develops')
      .flatMap((stage) => stage.instructions)
      .flatMap((run) => (run.kind === 'run' ? [...namedIn(run), ...requiredBy(run, facts)] : []));
    const [first] = found;
    // Stages install the same requirements one after another: one cause.
    if (!first) return;
    yield {
      span: first.span,
      message: 'psycopg2-binary brings its own libpq and libssl, which nobody patches: not meant for production',
      related: first.related,
      data: found.map(({ word }) => word),
    };
  },
  buildFix({ fix }, { data: words }) {
    const draft = fix.draft();
    for (const word of words) {
      if (!word || word.source.collapsed || !/^["']?psycopg2-binary["']?$/.test(word.text)) return undefined;
      draft.replace(word.span, '"psycopg[binary]"');
    }
    return draft.build('Install psycopg 3 instead', 'review');
  },
});
