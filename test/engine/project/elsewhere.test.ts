import { describe, expect, test } from 'vitest';
import { factsOf, type Host, listed } from './support.ts';

const MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
const PROJECT = { 'manage.py': MANAGE, 'config/settings.py': 'STATIC_ROOT = "/static"\n' };
const DOCKERFILE = 'FROM python:3.14-slim\nCOPY . .\nCMD ["gunicorn", "config.wsgi"]\n';
const COLLECTS = './manage.py collectstatic';

type Files = NonNullable<Host['texts']>;

const found = (files: Files, text = DOCKERFILE) => {
  const texts = { ...PROJECT, ...files };
  const { facts, wants } = factsOf(text, { tree: listed('Dockerfile', ...Object.keys(texts)), texts });
  const { collectedElsewhere: place } = facts;
  return { wants, place: place.known ? place.value : place.why };
};

test.each([
  'Makefile',
  'justfile',
  'Procfile',
  'scripts/release.sh',
  'package.json',
  'fly.toml',
  'README.md',
  '.gitlab-ci.yml',
  '.github/workflows/deploy.yml',
  'deploy/app.yaml',
  'compose.yaml',
  'docker/nginx/Dockerfile',
])('%s may do it', (path) => {
  expect(found({ [path]: COLLECTS }).place).toBe(path);
});

test.each(['docs/notes.txt', 'shop/views.py', 'tests/run.sh', 'shop/static/x.sh', 'config/admin.py'])(
  '%s is not looked at',
  (path) => {
    expect(found({ [path]: undefined })).toEqual({ wants: [], place: undefined });
  },
);

test('nothing does it', () => {
  expect(found({ Makefile: 'all:\n', 'README.md': '' })).toEqual({ wants: [], place: undefined });
});

describe('not known', () => {
  test('while a file is still to be read', () => {
    const { wants, place } = found({ justfile: undefined, Procfile: undefined });
    expect(wants).toEqual(['text Procfile', 'text justfile']);
    expect(place).toBe('Procfile is not read yet');
  });

  test('where one cannot be read, unless another does it', () => {
    expect(found({ Makefile: null }).place).toBe('Makefile is too large');
    expect(found({ Makefile: null, Procfile: COLLECTS }).place).toBe('Procfile');
  });

  test('where the Dockerfile or its script does it: then nobody looks for more', () => {
    const line = DOCKERFILE.replace('CMD', `RUN ${COLLECTS}\nCMD`);
    expect(found({ Procfile: undefined }, line)).toEqual({ wants: [], place: 'nobody has looked for it' });
    const script = { 'entry.sh': `#!/bin/sh\n${COLLECTS}\n`, Procfile: undefined };
    expect(found(script, `${DOCKERFILE}ENTRYPOINT ["./entry.sh"]\n`).wants).toEqual([]);
  });

  test('without STATIC_ROOT', () => {
    const settings = { 'config/settings.py': 'DEBUG = False\n', Procfile: undefined };
    expect(found(settings)).toEqual({ wants: [], place: 'there is no STATIC_ROOT' });
  });

  test('without a project', () => {
    expect(found({ 'manage.py': undefined, 'a/manage.py': MANAGE, 'b/manage.py': MANAGE }).wants).not.toContain(
      'text Makefile',
    );
    const { facts } = factsOf(DOCKERFILE, { tree: listed('Dockerfile', 'Makefile') });
    expect(facts.collectedElsewhere.known).toBe(false);
  });

  test('with more files than anybody reads', () => {
    const many = Object.fromEntries(Array.from({ length: 61 }, (_, index) => [`ci/run${index}.sh`, undefined]));
    expect(found(many)).toEqual({ wants: [], place: 'there are more files than are read' });
  });
});
