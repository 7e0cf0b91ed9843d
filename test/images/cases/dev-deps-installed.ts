import { gone } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const TOOLBAR = 'lib/python3.13/site-packages/debug_toolbar';

export default imageCases('dev-deps-installed', {
  'uv takes the dev group along': {
    quick: true,
    project: 'uv',
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-cache
COPY . .
CMD ["/app/.venv/bin/gunicorn", "config.wsgi"]
`,
    alike: { files: ['/app/.venv'] },
    runs: ['.venv/bin/python manage.py check'],
    claims: [gone(`/app/.venv/${TOOLBAR}`)],
  },
  'Poetry takes it along': {
    project: 'poetry',
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry==2.4.1
ENV POETRY_VIRTUALENVS_CREATE=false
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --no-root --no-cache
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/root', '/usr/local/lib/python3.13/site-packages'] },
    claims: [gone(`/usr/local/${TOOLBAR}`)],
  },
});
