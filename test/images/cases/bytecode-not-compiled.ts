import { appears } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('bytecode-not-compiled', {
  'uv sync': {
    quick: true,
    project: 'uv',
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-cache
COPY . .
CMD ["/app/.venv/bin/gunicorn", "config.wsgi"]
`,
    alike: { files: ['/app/.venv', '/usr/local/lib/python3.13'] },
    runs: ['.venv/bin/python manage.py check', 'uv pip freeze'],
    claims: [appears('/app/.venv/lib/python3.13/site-packages/django/__pycache__')],
  },
  'poetry install': {
    project: 'poetry',
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry==2.4.1
ENV POETRY_VIRTUALENVS_IN_PROJECT=true
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --only=main --no-root --no-cache
COPY . .
CMD ["/app/.venv/bin/gunicorn", "config.wsgi"]
`,
    alike: { files: ['/app/.venv', '/root'] },
    runs: ['.venv/bin/python manage.py check'],
    claims: [appears('/app/.venv/lib/python3.13/site-packages/django/__pycache__')],
  },
});
