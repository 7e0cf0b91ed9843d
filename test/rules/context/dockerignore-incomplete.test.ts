import { linesToIgnore } from '../../../server/src/engine/data/ignored-files.ts';
import rule from '../../../server/src/engine/rules/context/dockerignore-incomplete.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const CMD = 'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n';
const ALL = `${FROM}COPY . .\n${CMD}`;
const FOUND = `${FROM}COPY «.» .\n${CMD}`;

type Files = Readonly<Record<string, string>>;
const project = (files: Files) => ({ 'manage.py': '', 'shop/urls.py': '', ...files });
const ignoring = (lines: string, files: Files) => project({ ...files, '.dockerignore': lines });
const JUNK = { '.git/HEAD': '', '.venv/pyvenv.cfg': '', 'web/node_modules/a.js': '', 'media/a.png': '' };

testRule(rule, {
  valid: {
    'nothing is known of the project': ALL,
    'a clean folder with an ignore file': { code: ALL, files: ignoring('', {}) },
    'everything is left out': { code: ALL, files: ignoring('.git\n.venv\n**/node_modules\nmedia\n', JUNK) },
    'what is inside is left out': {
      code: ALL,
      files: ignoring('.git/*\n.venv/**\n**/node_modules/*\nmedia/*\n', JUNK),
    },
    'only some folders are allowed': { code: ALL, files: ignoring('*\n!manage.py\n!shop\n', JUNK) },
    'a file of its own': { code: ALL, files: { ...project(JUNK), 'Dockerfile.dockerignore': '*\n!shop\n' } },
    'a clean folder is copied': { code: `${FROM}COPY shop ./shop\n${CMD}`, files: ignoring('.venv\n', JUNK) },
    'requirements alone, without an ignore file': {
      code: `${FROM}COPY requirements.txt ./\n${CMD}`,
      files: project({ 'requirements.txt': '' }),
    },
    'single files, without an ignore file': { code: `${FROM}COPY manage.py ./\n${CMD}`, files: project(JUNK) },
    'a folder without code, without an ignore file': {
      code: `${FROM}COPY docker /docker\n${CMD}`,
      files: project({ 'docker/start.sh': '' }),
    },
    'named on purpose': {
      code: `${FROM}COPY .git .git\nCOPY shop shop\n${CMD}`,
      files: ignoring('', { '.git/HEAD': '' }),
    },
    'a version from the history': {
      code: ALL,
      files: ignoring('', { '.git/HEAD': '', 'pyproject.toml': '[build-system]\nrequires = ["setuptools-scm"]\n' }),
    },
    'a command reads the history': {
      code: `${FROM}COPY . .\nRUN git describe > VERSION\n${CMD}`,
      files: ignoring('', { '.git/HEAD': '' }),
    },
    'a command throws it away, so somebody knows of it': {
      code: `${FROM}COPY . .\nRUN python version.py && find . -name ".git" | xargs rm -rf\n${CMD}`,
      files: ignoring('', { '.git/HEAD': '' }),
    },
    'a folder of uploads that is empty': {
      code: ALL,
      files: ignoring('', { 'media/.gitkeep': '', 'media/README': '' }),
    },
    'sources of pages in a folder called media': {
      code: ALL,
      files: ignoring('', { 'media/css/site.css': '', 'media/img/logo.png': '' }),
    },
    'the COPY leaves it out': { code: `${FROM}COPY --exclude=.git . .\n${CMD}`, files: project(JUNK) },
    'a line names it and fits elsewhere, which is another defect': {
      code: ALL,
      files: ignoring('__pycache__\n', { 'shop/__pycache__/a.pyc': '' }),
    },
    'a database alone, which is another defect': { code: ALL, files: ignoring('.git\n', { 'db.sqlite3': '' }) },
    'an ignore file that Docker cannot read': { code: ALL, files: ignoring('[\n', JUNK) },
    'media of an app': { code: ALL, files: ignoring('', { 'shop/static/media/a.png': '' }) },
  },
  invalid: {
    'no ignore file': {
      code: FOUND,
      files: project({}),
      message: 'No .dockerignore: whatever lies in the folder gets into the image, caches and secrets too',
      related: [],
    },
    'no ignore file, and much to leave out': {
      code: FOUND,
      files: project(JUNK),
      message: 'No .dockerignore: this copies .git and 3 more, sent to every build and kept in the image',
    },
    'no ignore file, and files that are copied by name': {
      code: `${FROM}COPY media/logo.png ./\nCOPY «.» .\n${CMD}`,
      files: project({ 'media/logo.png': '' }),
      fix: 'review',
      title: 'Create a .dockerignore',
      elsewhere: { '.dockerignore': `${linesToIgnore(['media/logo.png']).join('\n')}\n` },
    },
    'no ignore file, and a folder of code': { code: `${FROM}COPY «shop» ./shop\n${CMD}`, files: project(JUNK) },
    'the image that ships counts first': {
      code: `FROM python:3.14-slim AS build\nCOPY . /src\n\n${FROM}COPY --from=build /opt /opt\nCOPY «.» .\n${CMD}`,
      files: project({}),
    },
    'a builder, from which others take what they need': {
      code: `FROM python:3.14-slim AS build\nWORKDIR /src\nCOPY «.» .\n\n${FROM}COPY --from=build /src/dist /dist\n${CMD}`,
      files: ignoring('', { '.git/HEAD': '' }),
      message: '.dockerignore does not leave out .git: that slows builds',
    },
    'a builder, and no ignore file': {
      code: `FROM python:3.14-slim AS build\nWORKDIR /src\nCOPY «.» .\n\n${FROM}COPY --from=build /src/dist /dist\n${CMD}`,
      files: project({}),
      message: 'No .dockerignore: whatever lies in the folder is copied, caches and secrets too',
    },
    'a builder, no ignore file, and much to leave out': {
      code: `FROM python:3.14-slim AS build\nWORKDIR /src\nCOPY «.» .\n\n${FROM}COPY --from=build /src/dist /dist\n${CMD}`,
      files: project(JUNK),
      message: 'No .dockerignore: this copies .git and 3 more, sent to every build',
    },
    'a folder that is no code': {
      code: `${FROM}COPY shop shop\nCOPY «web» ./web\n${CMD}`,
      files: ignoring('.git\n', { ...JUNK, 'web/index.js': '' }),
      message: '.dockerignore does not leave out web/node_modules: that slows builds and gets into the image',
    },
    'some are forgotten': {
      code: FOUND,
      files: ignoring('.venv\nmedia\n', JUNK),
      message: '.dockerignore does not leave out .git and 1 more: that slows builds and gets into the image',
      related: ['.dockerignore'],
      fix: 'review',
      title: 'Add .git and 1 more to the ignore file',
      elsewhere: { '.dockerignore': '.venv\nmedia\n.git\nweb/node_modules\n' },
    },
    'long names': {
      code: FOUND,
      path: `${'long-name-'.repeat(9)}.Dockerfile`,
      files: {
        ...project({ [`${'long-name/'.repeat(20)}node_modules/a.js`]: '', '.git/HEAD': '' }),
        [`${'long-name-'.repeat(9)}.Dockerfile.dockerignore`]: '.git\n',
      },
    },
    'a pattern of code': {
      code: `${FROM}COPY *.py «shop*» ./\n${CMD}`,
      files: ignoring('', { 'shop/__pycache__/a': '', 'shop/.mypy_cache/a': '' }),
      severity: 'hint',
    },
    uploads: {
      code: FOUND,
      files: ignoring('.git\n.venv\n**/node_modules\n', { ...JUNK, 'media/b.png': '', 'db.sqlite3': '' }),
      message: '.dockerignore does not leave out media and 1 more: that slows builds and gets into the image',
    },
    'a file of its own': {
      code: FOUND,
      files: { ...project(JUNK), 'Dockerfile.dockerignore': '.*\n**/node_modules\n' },
      message: 'Dockerfile.dockerignore does not leave out media: that slows builds and gets into the image',
      related: ['Dockerfile.dockerignore'],
    },
    'caches alone': {
      code: FOUND,
      files: ignoring('.git\n', { 'shop/__pycache__/a.pyc': '', '.pytest_cache/README.md': '' }),
      severity: 'hint',
      message:
        '.dockerignore does not leave out shop/__pycache__ and 1 more: that slows builds and gets into the image',
    },
  },
});
