import { prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

/** The lock has fixed 5.2.17; newer ones are allowed. */
const LOOSE = `[project]
name = "shop"
version = "1.0.0"
requires-python = ">=3.11"
dependencies = ["Django>=5.2", "gunicorn>=26.2", "psycopg[binary]>=3.3", "whitenoise>=6.12"]
`;

export default imageCases('dependency-unpinned', {
  'a lock that is not copied': {
    quick: true,
    project: 'uv',
    files: { 'pyproject.toml': LOOSE },
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml ./
RUN uv sync --no-dev --no-cache
COPY . .
CMD ["/app/.venv/bin/gunicorn", "config.wsgi"]
`,
    runs: ['.venv/bin/python manage.py check'],
    claims: [prints('.venv/bin/python -m django --version', '5.2.17')],
  },
});
