import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('cache-mount', {
  'an option that switches the cache off': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN --mount=type=cache,target=/root/.cache/pip \\
    pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: {},
    runs: ['python manage.py check', 'pip freeze'],
  },
  'a mount that the user may not write to': {
    before: `FROM python:3.13-slim-trixie
RUN useradd --create-home --uid 10001 app
USER 10001
WORKDIR /app
COPY requirements.txt .
RUN --mount=type=cache,target=/home/app/.cache/pip pip install --user --no-warn-script-location -r requirements.txt
COPY . .
CMD ["python3", "-m", "gunicorn", "config.wsgi"]
`,
    alike: {},
    runs: ['python manage.py check', 'pip freeze'],
  },
  'a file that uses BuildKit': {
    project: 'uv',
    before: `# syntax=docker/dockerfile:1
FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-cache
COPY . .
CMD ["/app/.venv/bin/gunicorn", "config.wsgi"]
`,
    alike: { files: ['/root/.cache'], config: ['env'] },
    runs: ['.venv/bin/python manage.py check', 'uv pip freeze'],
  },
});
