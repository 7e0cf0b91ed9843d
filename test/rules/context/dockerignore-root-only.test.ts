import rule from '../../../server/src/engine/rules/context/dockerignore-root-only.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const CMD = 'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n';
const ALL = `${FROM}COPY . .\n${CMD}`;
const FOUND = `${FROM}COPY «.» .\n${CMD}`;

type Files = Readonly<Record<string, string>>;
const ignoring = (lines: string, files: Files = {}) => ({
  'manage.py': '',
  'shop/urls.py': '',
  '.dockerignore': lines,
  ...files,
});

testRule(rule, {
  valid: {
    'nothing is known of the project': ALL,
    'no ignore file': { code: ALL, files: { 'manage.py': '', 'shop/urls.py': '' } },
    'in every folder': { code: ALL, files: ignoring('**/__pycache__\n**/*.pyc\n**/.DS_Store\n**/*.log\n') },
    'a twin fits the same': { code: ALL, files: ignoring('__pycache__\n*.pyc\n**/*.py[co]\n') },
    'the twin is in another spelling': { code: ALL, files: ignoring('*.pyc\n**/__pycache__/**\n') },
    'belongs to the root': { code: ALL, files: ignoring('.git\n.venv\n.github\nREADME.md\ndb.sqlite3\nmedia\n') },
    'one level is meant': { code: ALL, files: ignoring('*/__pycache__\n/logs/*.log\n') },
    'no folder is copied': { code: `${FROM}COPY manage.py ./\n${CMD}`, files: ignoring('*.pyc\n') },
    'no code in folders': {
      code: ALL,
      files: { 'manage.py': '', 'static/a.css': '', '.dockerignore': '*.pyc\n__pycache__\n' },
    },
    'folders are left out': { code: ALL, files: ignoring('*\n!manage.py\n*.pyc\n') },
    'no nested .env, no nested node_modules': { code: ALL, files: ignoring('.env\nnode_modules\n', { '.env': '' }) },
    'a nested .env.example': { code: ALL, files: ignoring('.env*\n', { 'shop/.env.example': '' }) },
    'a cache of pytest, which is configured at the root': {
      code: ALL,
      files: ignoring('.pytest_cache\n', { 'pytest.ini': '', '.github/ci.yml': '' }),
    },
    'logs, which Django writes where it is started': { code: ALL, files: ignoring('*.log\n') },
    'macOS, and hidden folders alone': {
      code: `${FROM}COPY .github ./.github\n${CMD}`,
      files: ignoring('.DS_Store\n', { '.github/ci.yml': '' }),
    },
    'brought back': { code: ALL, files: ignoring('!*.pyc\n') },
  },
  invalid: {
    'as git reads it': {
      code: FOUND,
      files: ignoring('__pycache__/\n*.pyc\n'),
      message: '__pycache__ and 1 more in .dockerignore fit at the root only: those in shop are copied',
      related: ['.dockerignore', '.dockerignore'],
      fix: 'review',
      title: 'Let the lines fit in every folder',
      elsewhere: { '.dockerignore': '**/__pycache__/\n**/*.pyc\n' },
    },
    'a slash in front is the same': {
      code: FOUND,
      files: ignoring('/__pycache__\n'),
      title: 'Let the line fit in every folder',
      elsewhere: { '.dockerignore': '/**/__pycache__\n' },
    },
    'a file that is copied by its name': {
      code: `${FROM}COPY «shop/.env» ./\nCOPY . .\n${CMD}`,
      files: ignoring('.env\n', { 'shop/.env': '' }),
      elsewhere: { '.dockerignore': null },
    },
    'escaped without need': {
      code: FOUND,
      files: ignoring('*\\.pyc\n'),
      message: '*\\.pyc in .dockerignore fits at the root only: those in shop are copied',
    },
    'a set of letters': { code: FOUND, files: ignoring('*.py[cod]\n') },
    'what tools and systems leave': {
      code: FOUND,
      files: ignoring('.DS_Store\n*.log\n.pytest_cache/\n', { 'shop/manage.py': '', 'shop/pyproject.toml': '' }),
      severity: 'hint',
      message: '.DS_Store and 2 more in .dockerignore fit at the root only: those in shop are copied',
    },
    'what does most harm is named': {
      code: FOUND,
      files: ignoring('.DS_Store\n__pycache__\n', { 'assets/a.css': '' }),
      message: '__pycache__ and 1 more in .dockerignore fit at the root only: those in shop are copied',
    },
    'a nested .env': { code: FOUND, files: ignoring('.env\n', { 'shop/.env': '' }) },
    'a nested node_modules': {
      code: FOUND,
      files: ignoring('node_modules\n', { 'web/node_modules/a/b.js': '' }),
      message: 'node_modules in .dockerignore fits at the root only: those in web are copied',
    },
    'long names': {
      code: FOUND,
      path: `${'long-name-'.repeat(9)}.Dockerfile`,
      files: {
        ...ignoring(''),
        [`${'long-name-'.repeat(9)}/a.py`]: '',
        [`${'long-name-'.repeat(9)}.Dockerfile.dockerignore`]: 'shop\n__pycache__\n*.log\n',
      },
    },
    'a folder of code': {
      code: `${FROM}COPY manage.py ./\nCOPY «shop» ./shop\n${CMD}`,
      files: ignoring('*.pyc\n'),
    },
  },
});
