import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('poetry-venv-lost', {
  'the environment stays in the builder': {
    quick: true,
    project: 'poetry',
    before: `FROM python:3.13-slim-trixie AS builder
RUN pip install --no-cache-dir poetry==2.4.1
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --only=main --no-root --no-cache

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=builder /app /app
COPY . .
CMD ["python", "-m", "gunicorn", "config.wsgi"]
`,
    mends: { at: 'start', message: /No module named gunicorn/ },
    claims: [serves()],
  },
  'the environment lies in a cache mount': {
    project: 'poetry',
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry==2.4.1
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN --mount=type=cache,target=/root/.cache poetry install --only=main --no-root
COPY . .
CMD ["poetry", "run", "gunicorn", "config.wsgi"]
`,
    mends: { at: 'start', message: /gunicorn/ },
    claims: [serves()],
  },
});
