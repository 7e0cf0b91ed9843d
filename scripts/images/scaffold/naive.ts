import type { Combination } from './combinations.ts';

const CLIENTS: Readonly<Record<Combination['database'], string>> = {
  postgresql: ' libpq-dev',
  mysql: ' default-libmysqlclient-dev pkg-config',
  mariadb: ' default-libmysqlclient-dev pkg-config',
  sqlite: '',
};

const INSTALLS: Readonly<Record<Combination['manager'], string>> = {
  pip: 'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt',
  'pip with hashes': 'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt',
  'pip with a folder': 'COPY requirements requirements\nRUN pip install --no-cache-dir -r requirements/production.txt',
  uv: 'RUN pip install --no-cache-dir uv\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --no-dev --no-cache',
  poetry:
    'RUN pip install --no-cache-dir poetry\nCOPY pyproject.toml poetry.lock ./\n' +
    'RUN poetry config virtualenvs.create false && poetry install --only main --no-cache',
  pipenv:
    'RUN pip install --no-cache-dir pipenv\nCOPY Pipfile Pipfile.lock ./\nRUN PIP_NO_CACHE_DIR=1 pipenv install --system --deploy',
  pdm: 'RUN pip install --no-cache-dir pdm hishel==1.4.0\nCOPY pyproject.toml pdm.lock ./\nRUN pdm config install.cache false && pdm sync --prod --no-self',
};

/** What tutorials begin with: one stage, which keeps the compiler that it has needed. No cache of a package manager stays in it. */
export const naiveDockerfile = ({
  manager,
  database,
  python,
}: Combination): string => `FROM python:${python}-slim-trixie
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends build-essential${CLIENTS[database]} && rm -rf /var/lib/apt/lists/*
${INSTALLS[manager]}
COPY . .
CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]
`;
