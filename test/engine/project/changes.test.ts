/** Facts are worked out of what was worked out before: they have to be those of a first look all the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectFacts } from '../../../server/src/engine/project/facts.ts';
import { type MemoryFiles, memoryReads } from '../../../server/src/engine/project/memory.ts';
import { ParsedFiles } from '../../../server/src/engine/project/parsed.ts';
import type { ProjectFacts, ProjectReads } from '../../../server/src/engine/project/types.ts';
import type { Known } from '../../../server/src/engine/text/known.ts';

const DOCKERFILES = [
  'FROM python:3.14\nCOPY . .\nRUN pip install -r requirements.txt\nENTRYPOINT ["./run.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n',
  'FROM python:3.14\nENV DJANGO_SETTINGS_MODULE=shop.settings\nCOPY web/*.env web/requirements.txt ./\nCOPY web .\n',
];

/** Files that come and go, with the texts they may have. */
const POOL: Readonly<Record<string, readonly string[]>> = {
  'manage.py': ['', 'os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"\n'],
  'web/manage.py': ['', 'os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"\n'],
  'web/shop/settings.py': ['DEBUG = True\n', 'STATIC_ROOT = "/static"\n'],
  'shop/settings/__init__.py': ['from .base import *\n', 'DEBUG = False\n'],
  'shop/settings/base.py': ['STATIC_ROOT = "/a"\n', 'STATIC_ROOT = "/b"\n'],
  'shop/wsgi.py': ['', 'os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"\n'],
  'requirements.txt': ['-r requirements/base.txt\n', 'flask\n', 'django\n'],
  'requirements/base.txt': ['django\n', 'celery\n'],
  'web/requirements.txt': ['django\n', '-c ../requirements.txt\n'],
  'pyproject.toml': ['[project]\ndependencies = ["django"]\n', ''],
  'compose.yaml': [
    'services: {web: {build: .}}\n',
    'services: {web: {build: web}}\n',
    'services: {web: {build: {context: web, dockerfile: ../Dockerfile}}}\n',
  ],
  '.github/workflows/ci.yml': ['jobs: {a: {steps: [{run: docker build -f Dockerfile web}]}}\n', ''],
  '.dockerignore': ['web\n*.env\n', '**/*.py\n!shop\n', ''],
  'web/.dockerignore': ['shop/*\n', ''],
  'run.sh': ['exec docker/start.sh\n', 'exec "$@"\n'],
  'docker/start.sh': ['', 'exec gunicorn shop.wsgi\n'],
  'web/docker/start.sh': [''],
  'web/prod.env': ['A=1\n'],
  '.env': ['KEY=1\n', ''],
  'web/node_modules/x/a.py': [''],
  'web/shop/urls.py': [''],
};

const files: fc.Arbitrary<MemoryFiles> = fc
  .subarray(Object.entries(POOL), { minLength: 4 })
  .chain((entries) =>
    fc.tuple(...entries.map(([path, texts]) => fc.tuple(fc.constant(path), fc.constantFrom(...texts)))),
  )
  .map((entries) => Object.fromEntries(entries));

/** A listing stays the same object until something comes or goes, as a host keeps it. */
function host() {
  const parsed = new ParsedFiles();
  let last: { readonly paths: string; readonly tree: ReturnType<ProjectReads['tree']> } | undefined;
  return (now: MemoryFiles): ProjectReads => {
    const reads = memoryReads(now);
    const paths = Object.keys(now).sort().join();
    if (last?.paths !== paths) last = { paths, tree: reads.tree('') };
    const { tree } = last;
    return { ...reads, tree: () => tree, parsed };
  };
}

const told = <T>(known: Known<T>, tell: (value: T) => unknown): unknown =>
  known.known ? tell(known.value) : `? ${known.why}`;

function summary(facts: ProjectFacts, asked: readonly string[]): unknown {
  const { context, project, dependencies } = facts;
  return {
    context: told(context, ({ root, skipped, below }) => ({
      root,
      skipped,
      below: ['.', 'web', 'shop'].map((path) => below(path)),
    })),
    sent: told(facts.sent(), (sent) => ({
      files: sent.below('.'),
      skipped: sent.skipped,
      copied: ['.', 'web', '*.txt', 'shop/**', '*/requirements.txt'].map((source) => sent.copied(source)),
      there: asked.map((path) => [sent.has(path), sent.leavesOut(path)?.text]),
    })),
    dockerignore: facts.dockerignore,
    django: facts.django,
    workspace: facts.workspace,
    managePy: facts.managePy,
    projects: facts.projects,
    projectRoot: facts.projectRoot,
    project: told(project, (each) => ({
      files: each.files,
      entries: ['wsgi.py', 'start.sh'].map((name) => each.entryModules(name)),
      module: each.settingsModule(),
      settings: told(each.settings('shop.settings'), ({ files: from, staticRoot }) => ({ from, staticRoot })),
    })),
    dependencies: [...dependencies.keys()],
    services: told(facts.composeServices, (services) => services.map(({ name }) => name)),
    texts: asked.map((path) => [
      facts.requirements(path).known,
      facts.script(path).known,
      facts.text(path).known,
      facts.python(path).known,
    ]),
  };
}

/** One file has another text, comes, or goes. */
const change = fc
  .constantFrom(...Object.entries(POOL))
  .chain(([path, texts]) => fc.record({ path: fc.constant(path), text: fc.constantFrom(undefined, ...texts) }));

const without = (now: MemoryFiles, path: string): MemoryFiles =>
  Object.fromEntries(Object.entries(now).filter(([each]) => each !== path));

test('facts after any changes are those of a first look', () => {
  const asked = [...Object.keys(POOL), 'shop', 'web', 'gone'];
  fc.assert(
    fc.property(fc.constantFrom(...DOCKERFILES), files, fc.array(change, { maxLength: 10 }), (text, start, changes) => {
      const input = { path: 'Dockerfile', text };
      const remembering = host();
      let now: MemoryFiles = { ...start, Dockerfile: text };
      for (const next of [undefined, ...changes]) {
        if (next) now = { ...without(now, next.path), ...(next.text === undefined ? {} : { [next.path]: next.text }) };
        const later = projectFacts(input, remembering(now));
        const first = projectFacts(input, memoryReads(now));
        expect(summary(later.facts, asked)).toEqual(summary(first.facts, asked));
        expect(later.wants).toEqual(first.wants);
      }
    }),
  );
});
