import { describe, expect, test } from 'vitest';
import { detect } from '../../../server/src/engine/model/detect.ts';
import { noFacts } from '../../../server/src/engine/project/facts.ts';
import { factsFor, type MemoryFiles } from '../../../server/src/engine/project/memory.ts';
import { modelOf } from './support.ts';

function verdict(text: string, files?: MemoryFiles, path = 'Dockerfile') {
  const facts = files ? factsFor({ path, text }, files) : noFacts;
  return detect(modelOf(text, path), facts, 'auto');
}

const DJANGO = { 'manage.py': '', 'requirements.txt': 'django\n' };
const FLASK = { 'app.py': '', 'requirements.txt': 'flask\n' };
const PLAIN = 'FROM python:3.13-slim\nCOPY . .\nCMD ["./start"]\n';

describe('without a project', () => {
  test.each([
    ['manage.py', 'FROM python\nRUN python manage.py migrate', 'django'],
    ['a Django package', 'FROM python\nRUN pip install Django', 'django'],
    ['its settings', 'FROM python\nENV DJANGO_SETTINGS_MODULE=a.b', 'django'],
    ['collectstatic in a heredoc', 'FROM python\nRUN <<EOF\n./x collectstatic\nEOF', 'django'],
    ['a server’s module', 'FROM python\nCMD ["gunicorn", "shop.wsgi"]', 'django'],
    ['an asgi module', 'FROM my.company/base\nCMD ["uvicorn", "shop.asgi:application"]', 'django'],
    ['Python alone', PLAIN, 'python'],
    ['only a comment about it', `# django, manage.py\n${PLAIN}`, 'python'],
    ['a comment inside a continuation', 'FROM python\nRUN a \\\n  # django\n  b', 'python'],
    ['nginx', 'FROM nginx\nCOPY django.conf /etc/nginx/', 'other-image'],
    ['a front end', 'FROM node:24\nENV API=http://django:8000', 'other-image'],
    ['an unknown base', 'FROM my.company/base\nCMD ["./start"]', 'unclear'],
    [
      'a front end for one of many machines',
      'FROM node:24 AS amd64\nRUN apt-get install -y python3 g++ && npm ci\nFROM ${TARGETARCH:-amd64}',
      'unclear',
    ],
    ['no FROM', 'RUN python manage.py', 'unclear'],
    ['a monitor that watches Django', 'FROM prom/prometheus\nCOPY rules/django.yml /etc/', 'unclear'],
    ['tools of a project with that name', 'FROM debian\nADD django-dns.sh /usr/bin/\nCMD ["django-dns.sh"]', 'unclear'],
    ['an unknown base with manage.py', 'FROM my.company/base\nCMD ["./manage.py", "check"]', 'django'],
    ['nothing', '', 'unclear'],
  ])('%s: %s', (_, text, expected) => {
    expect(verdict(text).verdict).toBe(expected);
  });
});

describe('in a project', () => {
  test.each([
    ['Django’s', PLAIN, DJANGO, 'Dockerfile', 'django'],
    ['Django’s, from a folder of its own', PLAIN, DJANGO, 'docker/Dockerfile', 'django'],
    ['Django’s, deep down', PLAIN, DJANGO, 'compose/production/django/Dockerfile', 'django'],
    ['Django’s, with manage.py below', PLAIN, { 'backend/manage.py': '' }, 'Dockerfile', 'django'],
    ['Django’s, a base for other files', 'FROM python:3.13\nRUN pip list\n', DJANGO, 'Dockerfile.base', 'django'],
    ['another one', PLAIN, FLASK, 'Dockerfile', 'other-project'],
    [
      'another one that has a server module too',
      'FROM python\nCMD gunicorn app.wsgi:app',
      FLASK,
      'Dockerfile',
      'other-project',
    ],
    ['one that the text contradicts', 'FROM python\nRUN python manage.py check', FLASK, 'Dockerfile', 'django'],
    ['Django’s, but nginx', 'FROM nginx', DJANGO, 'nginx/Dockerfile', 'other-image'],
    ['Django’s, but an unknown base', 'FROM my.company/base', DJANGO, 'Dockerfile', 'unclear'],
  ])('%s', (_, text, files, path, expected) => {
    expect(verdict(text, files, path).verdict).toBe(expected);
  });

  test('a service of another kind beside a Django backend is not Django’s', () => {
    const files = {
      'backend/manage.py': '',
      'backend/requirements.txt': 'django',
      'analyzer/requirements.txt': 'flask',
      'other/requirements/base.txt': 'flask',
    };
    expect(verdict(PLAIN, files, 'analyzer/Dockerfile').verdict).toBe('other-project');
    expect(verdict(PLAIN, files, 'other/Dockerfile').verdict).toBe('other-project');
    expect(verdict(PLAIN, files, 'backend/Dockerfile').verdict).toBe('django');
  });
});

describe('several stages', () => {
  test('nginx at the end, of a file that shows Django', () => {
    const text = 'FROM python AS static\nRUN python manage.py collectstatic\nFROM nginx\nCOPY --from=static /s /s\n';
    expect(verdict(text).verdict).toBe('django');
  });

  test('nginx at the end, of a file that only uses Python on the way', () => {
    const text = 'FROM python AS docs\nRUN pip install sphinx\nFROM nginx\nCOPY --from=docs /d /d\n';
    expect(verdict(text, DJANGO).verdict).toBe('other-image');
  });

  test('a front end that is built for a Python image', () => {
    const text = 'FROM node:24 AS assets\nRUN npm ci\nFROM python\nCOPY --from=assets /a /a\n';
    expect(verdict(text, DJANGO).verdict).toBe('django');
    expect(verdict(text).verdict).toBe('python');
  });
});

test.each([
  ['django', 'FROM python\nRUN python manage.py', true],
  ['python', PLAIN, true],
  ['other-image', 'FROM nginx', false],
  ['unclear', '', false],
])('%s is judged: %s', (expected, text, judged) => {
  const found = verdict(text);
  expect(found).toMatchObject({ verdict: expected, judged });
  expect(found.reason).toMatch(/^[A-Z].*\.$/);
});

test('`always` judges whatever it is, and still says what it is', () => {
  expect(detect(modelOf('FROM nginx'), noFacts, 'always')).toMatchObject({ verdict: 'other-image', judged: true });
});
