import { gone, prints, smaller } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('tool-unpinned', {
  'the newest uv': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv
CMD ["python3"]
`,
    alike: { files: ['/usr/bin/uv'] },
    runs: ['uv --help'],
    claims: [prints("uv --version | cut -d' ' -f2", '0.12.5')],
  },
  'a pip that is upgraded for nothing': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir --upgrade pip
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/usr/local/bin', '/usr/local/lib/python3.13'] },
    runs: ['python manage.py check', 'pip freeze'],
    claims: [smaller(5)],
  },
  'Poetry without a version': {
    project: 'poetry',
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry
ENV POETRY_VIRTUALENVS_CREATE=false
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --only=main --no-root --no-cache
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/root', '/usr/local'] },
    claims: [prints('poetry --version', 'Poetry (version 2.4.1)')],
  },
  'uv as one file': {
    project: 'uv',
    fix: 'Copy uv 0.12.5 from its own image',
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-cache
COPY . .
CMD ["/app/.venv/bin/gunicorn", "config.wsgi"]
`,
    alike: { files: ['/app/.venv', '/usr/bin', '/usr/local'] },
    runs: ['.venv/bin/python manage.py check', 'uv pip freeze'],
    claims: [gone('/usr/local/bin/uv')],
  },
});
