import { refuses } from '../../../scripts/images/cases/build-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

/** Somebody has changed the limits and forgotten to lock. */
const CHANGED = `[project]
name = "shop"
version = "1.0.0"
requires-python = ">=3.11"
dependencies = ["Django==5.2.17", "gunicorn==26.2.0"]
`;

export default imageCases('lock-not-enforced', {
  'uv sync': {
    quick: true,
    project: 'uv',
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --no-dev --no-cache
COPY . .
CMD ["/app/.venv/bin/gunicorn", "config.wsgi"]
`,
    alike: {},
    runs: ['.venv/bin/python manage.py check', 'uv pip freeze'],
    claims: [refuses('a stale lock', { 'pyproject.toml': CHANGED }, /lockfile .*needs to be updated/)],
  },
});
