/** Real defects of published files, the constructs written anew: each must be found, and where it stands. */
import { expect, test } from 'vitest';
import { findingOf, judge, lineOf, type Project } from '../support/judge.ts';

const SLIM = 'FROM python:3.13-slim-trixie';
const CMD = 'CMD ["gunicorn", "shop.wsgi:application", "--bind=0.0.0.0:8000"]';

interface Defect extends Project {
  readonly text: string;
  readonly rule: string;
  readonly line: number;
}

const DEFECTS: Readonly<Record<string, Defect>> = {
  'TP1: an image with the name of a stage': {
    text: `FROM docker.io/python:3.13-slim-trixie AS python\nFROM docker.io/python AS build\nRUN pip install --no-cache-dir django\nFROM python\n${CMD}\n`,
    rule: 'stage-alias-shadowed',
    line: 2,
  },
  'TP2: a variable in an array': {
    text: `${SLIM}\nCOPY . .\nCMD ["gunicorn", "--workers", "\${GUNICORN_WORKERS:-4}", "shop.wsgi"]\n`,
    rule: 'exec-form-variable',
    line: 3,
  },
  'TP2b: curl, which is not there, feeds bash': {
    text: `${SLIM}\nRUN curl -sL https://deb.nodesource.com/setup_22.x | bash -\n${CMD}\n`,
    rule: 'piped-installer',
    line: 2,
  },
  'TP3: a user that nobody becomes': {
    text: `${SLIM}\nRUN groupadd -r shop && useradd -r -g shop shop\nCOPY --chown=shop:shop . /srv\n${CMD}\n`,
    rule: 'runs-as-root',
    line: 1,
  },
  'TP4: PYTHONBUFFERED': { text: `${SLIM}\nENV PYTHONBUFFERED=1\n${CMD}\n`, rule: 'env-name-typo', line: 2 },
  'TP4b: PYTHONWRITEBYTECODE': { text: `${SLIM}\nENV PYTHONWRITEBYTECODE 1\n${CMD}\n`, rule: 'env-name-typo', line: 2 },
  'TP5: the environment of uv is not on PATH': {
    text: `${SLIM}\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev\nCOPY . .\n${CMD}\n`,
    rule: 'venv-not-on-path',
    line: 7,
  },
  'TP5b: PATH names another folder': {
    text: `${SLIM}\nRUN python -m venv /venv\nENV PATH=/srv/venv/bin:$PATH\nRUN /venv/bin/pip install --no-cache-dir django gunicorn\n${CMD}\n`,
    rule: 'venv-not-on-path',
    line: 5,
  },
  'TP6: an export of its own': {
    text: `${SLIM}\nRUN export DJANGO_ENV=production\n${CMD}\n`,
    rule: 'shell-state-lost',
    line: 2,
  },
  'TP6b: set of its own': { text: `${SLIM}\nRUN set -eux;\n${CMD}\n`, rule: 'shell-state-lost', line: 2 },
  'TP7: WORKDIR is no variable': {
    text: `${SLIM}\nWORKDIR /app\nCOPY . \${WORKDIR}/\n${CMD}\n`,
    rule: 'arg-out-of-scope',
    line: 3,
  },
  'TP8: apt asks': {
    text: `${SLIM}\nRUN apt-get update && apt-get install --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*\n${CMD}\n`,
    rule: 'apt-flags',
    line: 2,
  },
  'TP9: migrate in the build': {
    text: `${SLIM}\nCOPY . .\nRUN python manage.py migrate\n${CMD}\n`,
    rule: 'migrate-misplaced',
    line: 3,
  },
  'TP9b: makemigrations at the start': {
    text: `${SLIM}\nCOPY . .\nCMD python manage.py makemigrations && python manage.py migrate && gunicorn shop.wsgi -b 0.0.0.0:8000\n`,
    rule: 'migrate-misplaced',
    line: 3,
  },
  'TP10: an ARG that becomes ENV': {
    text: `${SLIM}\nARG DJANGO_SECRET_KEY\nENV DJANGO_SECRET_KEY=$DJANGO_SECRET_KEY\n${CMD}\n`,
    rule: 'secret-in-env-or-arg',
    line: 3,
  },
  'TP10b: a token in an address': {
    text: `${SLIM}\nARG GITHUB_TOKEN\nRUN pip install --no-cache-dir git+https://\${GITHUB_TOKEN}@github.com/acme/theme.git\n${CMD}\n`,
    rule: 'credentials-in-url',
    line: 3,
  },
};

test.each(Object.entries(DEFECTS))('%s', (_, { text, rule, line, ...project }) => {
  const analysis = judge(text, project);
  expect(analysis.failures).toEqual([]);
  expect(lineOf(text, findingOf(analysis, rule).span.start)).toBe(line);
});
