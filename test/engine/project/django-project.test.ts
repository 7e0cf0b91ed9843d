import { describe, expect, test } from 'vitest';
import { DjangoProject } from '../../../server/src/engine/project/django-project.ts';
import { memoryReads } from '../../../server/src/engine/project/memory.ts';
import { Reading } from '../../../server/src/engine/project/reading.ts';
import type { ProjectReads } from '../../../server/src/engine/project/types.ts';
import { WorkspaceFiles } from '../../../server/src/engine/project/workspace-files.ts';
import { choosing } from './reported.ts';

type Files = Readonly<Record<string, string>>;

const projectOf = (files: Files, reads: ProjectReads = memoryReads(files)): DjangoProject =>
  new DjangoProject(
    '',
    new WorkspaceFiles({ files: Object.keys(files), skipped: [], partial: false }),
    new Reading(reads),
  );

const settingsOf = (project: DjangoProject): string => {
  const module = project.settingsModule();
  return module.known ? `${module.value.value} ${module.value.from.path}` : `? ${module.why}`;
};

const SETTINGS = { 'shop/settings.py': 'DEBUG = False\n' };

describe('the settings of a server', () => {
  test.each<readonly [name: string, files: Files, expected: string]>([
    ['nobody names them', { 'manage.py': 'main()\n', ...SETTINGS }, '? no module names the settings'],
    ['manage.py alone', { 'manage.py': choosing('shop.settings'), ...SETTINGS }, 'shop.settings manage.py'],
    [
      'wsgi.py before manage.py',
      {
        'manage.py': choosing('shop.settings.local'),
        'shop/wsgi.py': choosing('shop.settings.live'),
        'shop/settings/live.py': 'DEBUG = False\n',
      },
      'shop.settings.live shop/wsgi.py',
    ],
    [
      'a wsgi.py beside manage.py',
      { 'manage.py': choosing('settings'), 'wsgi.py': choosing('settings'), 'settings.py': 'DEBUG = False\n' },
      'settings wsgi.py',
    ],
    [
      'one that is made on the server',
      { 'manage.py': choosing('shop.settings.dev'), 'shop/wsgi.py': choosing('shop.settings.local') },
      'shop.settings.local shop/wsgi.py',
    ],
    [
      'one that is installed',
      { 'manage.py': choosing('company.settings'), 'shop/wsgi.py': choosing('company.settings') },
      'company.settings shop/wsgi.py',
    ],
    [
      'the name that the project had before',
      { 'manage.py': choosing('shop.settings'), 'shop/wsgi.py': choosing('mysite.settings'), ...SETTINGS },
      '? there is no mysite.settings',
    ],
    [
      'an empty package: the environment names one of its modules',
      {
        'manage.py': choosing('shop.settings.dev'),
        'shop/wsgi.py': choosing('shop.settings'),
        'shop/settings/__init__.py': '"""Settings."""\n# One module for each place.\n',
        'shop/settings/dev.py': 'DEBUG = True\n',
      },
      '? shop.settings sets nothing',
    ],
    [
      'a package that takes all from one of its modules',
      {
        'shop/wsgi.py': choosing('shop.settings'),
        'shop/settings/__init__.py': 'from .live import *\n',
        'shop/settings/live.py': 'DEBUG = False\n',
      },
      'shop.settings shop/wsgi.py',
    ],
    [
      'a wsgi.py that works them out',
      {
        'manage.py': choosing('shop.settings'),
        'shop/wsgi.py': 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"shop.{STAGE}")\n',
        ...SETTINGS,
      },
      '? the settings that shop/wsgi.py chooses are worked out',
    ],
    [
      'a template that is not filled in',
      { 'manage.py': choosing('{{ project_name }}.settings') },
      '? the settings that manage.py chooses are worked out',
    ],
    [
      'tests and examples',
      { 'manage.py': choosing('shop.settings'), 'tests/site/wsgi.py': choosing('site.settings'), ...SETTINGS },
      'shop.settings manage.py',
    ],
  ])('%s', (_name, files, expected) => {
    expect(settingsOf(projectOf(files))).toBe(expected);
  });

  test('a wsgi.py that nobody could read has its say', () => {
    const files = { 'manage.py': choosing('shop.settings'), 'shop/wsgi.py': '', ...SETTINGS };
    const reads = memoryReads(files);
    const text: ProjectReads['text'] = (path) =>
      path === 'shop/wsgi.py' ? { state: 'refused', why: `${path} is too large` } : reads.text(path);
    expect(settingsOf(projectOf(files, { ...reads, text }))).toBe('? shop/wsgi.py is too large');
  });
});

test('files for developers come last', () => {
  const files = [
    'requirements.txt',
    'requirements-dev.txt',
    'requirements.in',
    'pyproject.toml',
    'requirements/test.txt',
  ];
  const project = projectOf(Object.fromEntries(files.map((path) => [path, 'django\n'])));
  expect([...project.dependencyFiles().keys()]).toEqual([
    'pyproject.toml',
    'requirements.txt',
    'requirements.in',
    'requirements-dev.txt',
    'requirements/test.txt',
  ]);
});
