import { gone, serves, smaller } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const COMPILED = `Django==5.2.17
gunicorn==26.2.0
psycopg2==2.9.13
whitenoise==6.12.0
`;

export default imageCases('single-stage-build', {
  'pip compiles': {
    quick: true,
    files: { 'requirements.txt': COMPILED },
    before: `FROM python:3.13-slim-trixie
ENV PYTHONUNBUFFERED=1
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev \\
    && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN python manage.py collectstatic --noinput
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/etc', '/opt', '/usr', '/var'], config: ['env'] },
    runs: ['python manage.py check', 'python -c "import psycopg2; print(psycopg2.__version__)"', 'pip freeze'],
    claims: [gone('/usr/bin/gcc'), smaller(100), serves()],
  },
  'uv into the environment of the project': {
    project: 'uv',
    before: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev \\
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-cache
COPY . .
ENV PATH="/app/.venv/bin:$PATH"
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/etc', '/tmp', '/usr', '/var'] },
    claims: [gone('/usr/bin/gcc'), smaller(100), serves()],
  },
  'Poetry into the system': {
    project: 'poetry',
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry==2.4.1
WORKDIR /app
RUN apt-get update \\
    && apt-get install -y --no-install-recommends \\
        gcc \\
        libc6-dev \\
        libpq-dev \\
    && rm -rf /var/lib/apt/lists/*
COPY pyproject.toml poetry.lock ./
RUN poetry config virtualenvs.create false \\
    && poetry install --only main --no-root --no-cache
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/etc', '/opt', '/root', '/usr', '/var'], config: ['env'] },
    claims: [gone('/usr/bin/gcc'), gone('/usr/local/bin/poetry'), smaller(100), serves()],
  },
});
