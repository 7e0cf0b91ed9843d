import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('uv-run-in-command', {
  'the dev group is missing, and there is no network': {
    quick: true,
    project: 'uv',
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-cache
COPY . .
CMD ["uv", "run", "gunicorn", "config.wsgi"]
`,
    mends: { at: 'start', message: /Failed to (?:fetch|download)/ },
    runs: ['.venv/bin/python manage.py check'],
    claims: [serves()],
  },
  'the program by itself': {
    project: 'uv',
    fix: 'Start gunicorn without uv',
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-cache
COPY . .
CMD ["uv", "run", "gunicorn", "config.wsgi"]
`,
    mends: { at: 'start', message: /Failed to (?:fetch|download)/ },
    runs: ['.venv/bin/python manage.py check'],
    claims: [serves()],
  },
});
