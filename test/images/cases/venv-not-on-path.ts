import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('venv-not-on-path', {
  'uv makes .venv, and the command does not find it': {
    quick: true,
    project: 'uv',
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-cache
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'start', message: /gunicorn.*(?:No such file|not found)/ },
    claims: [serves()],
  },
  'on PATH in the builder only': {
    before: `FROM python:3.13-slim-trixie AS builder
ENV PATH="/opt/venv/bin:$PATH"
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim-trixie
COPY --from=builder /opt/venv /opt/venv
WORKDIR /app
COPY . .
CMD ["python", "-m", "gunicorn", "config.wsgi"]
`,
    mends: { at: 'start', message: /No module named gunicorn/ },
    claims: [serves()],
  },
  'Poetry makes an environment of its own': {
    project: 'poetry',
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry==2.4.1
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --only=main --no-root --no-cache
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'start', message: /gunicorn.*(?:No such file|not found)/ },
    claims: [serves()],
  },
});
