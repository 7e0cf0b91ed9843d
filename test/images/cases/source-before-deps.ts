import { keepsInstalledPackages } from '../../../scripts/images/cases/build-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('source-before-deps', {
  'requirements.txt': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir -r requirements.txt
CMD ["gunicorn", "config.wsgi:application"]
`,
    alike: {},
    runs: ['python manage.py check', 'pip freeze'],
    claims: [keepsInstalledPackages('config/extra.py')],
  },
  'requirements files that include others': {
    files: {
      'requirements/base.txt': 'Django==5.2.17\n',
      'requirements/prod.txt': '-r base.txt\ngunicorn==26.2.0\nwhitenoise==6.12.0\n',
    },
    before: `FROM python:3.11-slim-bookworm
WORKDIR /app
COPY . /app
RUN pip install --no-cache-dir -r requirements/prod.txt
CMD ["gunicorn", "config.wsgi:application"]
`,
    alike: {},
    claims: [keepsInstalledPackages('config/extra.py')],
  },
  'uv.lock': {
    project: 'uv',
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev --no-cache
CMD ["/app/.venv/bin/gunicorn", "config.wsgi:application"]
`,
    alike: {},
    runs: ['.venv/bin/python manage.py check', 'uv pip freeze'],
    claims: [keepsInstalledPackages('config/extra.py')],
  },
  'poetry.lock': {
    project: 'poetry',
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry==2.4.1
ENV POETRY_VIRTUALENVS_CREATE=false
WORKDIR /app
COPY . .
RUN poetry install --only=main --no-root --no-cache
CMD ["gunicorn", "config.wsgi:application"]
`,
    alike: {},
    runs: ['python manage.py check', 'pip freeze'],
    claims: [keepsInstalledPackages('config/extra.py')],
  },
});
