import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('poetry-2', {
  'an option that is gone': {
    quick: true,
    project: 'poetry',
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry==2.4.1
ENV POETRY_VIRTUALENVS_CREATE=false
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --no-dev --no-root --no-cache
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'build', message: /option "--no-dev" does not exist/ },
    claims: [serves()],
  },
  'the project itself cannot be installed yet': {
    project: 'poetry-package',
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry==2.4.1
ENV POETRY_VIRTUALENVS_CREATE=false
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --only=main --no-cache
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'build', message: /current project could not be installed/ },
    claims: [serves()],
  },
  'export is a plugin': {
    project: 'poetry',
    before: `FROM python:3.13-slim-trixie AS export
RUN pip install --no-cache-dir poetry==2.4.1
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry export --without-hashes --output=/requirements.txt

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=export /requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'build', message: /command "?export"? (?:is not|does not)|poetry-plugin-export/ },
    claims: [serves()],
  },
  'a sync that is deprecated': {
    project: 'poetry',
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry==2.4.1
ENV POETRY_VIRTUALENVS_IN_PROJECT=true
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --sync --only=main --no-root --no-cache
COPY . .
CMD ["/app/.venv/bin/gunicorn", "config.wsgi"]
`,
    // The environment's own pip is written down in another order each time.
    alike: { files: ['/app/.venv', '/root'] },
    runs: ['.venv/bin/python manage.py check', '.venv/bin/python -m pip freeze'],
  },
});
