import { expect, test } from 'vitest';
import type { MemoryFiles } from '../../../../server/src/engine/project/memory.ts';
import { memoryReads } from '../../../../server/src/engine/project/memory.ts';
import { statedSurvey, surveys } from '../../../../server/src/engine/project/survey/survey.ts';
import type { Survey } from '../../../../server/src/engine/project/survey/types.ts';
import { surveyOf } from '../../scaffold/support.ts';

const SETTINGS = {
  'shop/settings.py': 'DEBUG = False\n',
  'shop/wsgi.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
};

test.each<[string, MemoryFiles, Pick<Survey, 'home' | 'folder'>]>([
  ['the folder of manage.py', { 'manage.py': '', 'requirements.txt': 'django\n' }, { home: '', folder: '' }],
  [
    'that of the requirements around it',
    { 'src/manage.py': '', 'pyproject.toml': '[project]\ndependencies = ["django"]\n' },
    { home: '', folder: 'src' },
  ],
  [
    'above a folder of requirements',
    { 'manage.py': '', 'requirements/base.txt': 'django\n' },
    { home: '', folder: '' },
  ],
  [
    'that of its own requirements',
    { 'backend/manage.py': '', 'backend/requirements.txt': 'django\n', 'requirements.txt': '' },
    { home: 'backend', folder: '' },
  ],
  ['its own where nothing says what it needs', { 'backend/manage.py': '' }, { home: 'backend', folder: '' }],
])('the home is %s', (_, files, expected) => {
  const { home, folder } = surveyOf(files);
  expect({ home, folder }).toEqual(expected);
});

test.each<[string, MemoryFiles, string]>([
  ['the project’s own', { 'manage.py': '', 'pyproject.toml': '[project]\nname = "My Shop"\n' }, 'my-shop'],
  ['that of its folder', { 'blog/manage.py': '' }, 'blog'],
  ['that of its package', { 'manage.py': '', ...SETTINGS }, 'shop'],
  ['one that fits everything', { 'manage.py': '' }, 'app'],
])('the name is %s', (_, files, name) => {
  expect(surveyOf(files).name).toBe(name);
});

test.each([
  ['config/celery.py', 'config'],
  ['config/celery_app.py', 'config.celery_app'],
  ['celery.py', 'celery'],
])('celery finds %s as %s', (path, app) => {
  expect(surveyOf({ 'manage.py': '', [path]: '' }).celeryApp?.value).toBe(app);
});

test('a page for health is found, also where a package brings it', () => {
  const withUrls = (text: string) =>
    surveyOf({ 'manage.py': '', ...SETTINGS, 'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\n', 'shop/urls.py': text })
      .healthPage;
  expect(withUrls('urlpatterns = [path("api/health/", view)]\n')).toBe('/api/health/');
  expect(withUrls('urlpatterns = [path("ht/", include("health_check.urls"))]\n')).toBe('/ht/');
  expect(withUrls('urlpatterns = [path("", view)]\n')).toBeUndefined();
});

test('translations that are compiled need nothing', () => {
  const po = { 'manage.py': '', 'locale/de/LC_MESSAGES/django.po': '' };
  expect(surveyOf(po).uncompiledMessages).toBe(true);
  expect(surveyOf({ ...po, 'locale/de/LC_MESSAGES/django.mo': '' }).uncompiledMessages).toBe(false);
});

test('developers’ requirements are not those of the image', () => {
  const { requirements } = surveyOf({
    'manage.py': '',
    'requirements-dev.txt': 'django\npytest\n',
    'requirements.txt': 'django\n',
  }).sources;
  expect(requirements).toMatchObject({ file: 'requirements.txt', hashed: false, local: false });
});

test('every project of a workspace is looked at, and files are asked for before they are read', () => {
  const { surveys: all } = surveys(memoryReads({ 'a/manage.py': '', 'b/manage.py': '' }));
  expect(all.map(({ home }) => home)).toEqual(['a', 'b']);
  expect(surveys({ ...memoryReads({}), tree: () => undefined }).wants).toEqual([{ kind: 'tree', path: '' }]);
});

test('words count before what is found', () => {
  const reads = memoryReads({ 'requirements.txt': 'django\n', ...SETTINGS });
  const { survey } = statedSurvey({ root: '', package: 'press', settings: 'shop.settings' }, reads);
  expect(survey?.facts.wsgiApplication?.value).toBe('press.wsgi.application');
  expect(survey?.settings?.module).toBe('shop.settings');
});
