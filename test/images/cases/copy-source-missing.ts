import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const NAMED = '[project]\nname = "shop"\nversion = "1.0.0"\nreadme = "README.md"\n';
const HATCHLING = `${NAMED}
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.build.targets.wheel]
packages = ["config"]
`;
const POETRY = `${NAMED}requires-python = ">=3.11,<4.0"
dependencies = ["Django (==5.2.17)", "gunicorn (==26.2.0)", "whitenoise (==6.12.0)"]

[tool.poetry]
packages = [{ include = "config" }]

[build-system]
requires = ["poetry-core"]
build-backend = "poetry.core.masonry.api"
`;
const README = { 'README.md': '# Shop\n', '.dockerignore': '.git\n*.md\n' };
const pip = (copies: string): string => `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
${copies}
RUN pip install --no-cache-dir --no-deps .
CMD ["gunicorn", "config.wsgi"]
`;

export default imageCases('copy-source-missing', {
  'a name that is nearly right': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirement.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY manage.py ./
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'build', message: /requirement\.txt/ },
    claims: [serves()],
  },
  'a project whose readme the ignore file leaves out': {
    files: { ...README, 'pyproject.toml': HATCHLING },
    before: pip('COPY . .'),
    mends: { at: 'build', message: /Readme file does not exist: README\.md/ },
    claims: [serves()],
  },
  'a project whose readme nothing copies': {
    files: { ...README, '.dockerignore': '.git\n', 'pyproject.toml': HATCHLING },
    before: pip('COPY pyproject.toml manage.py ./\nCOPY config ./config'),
    mends: { at: 'build', message: /Readme file does not exist: README\.md/ },
    claims: [serves()],
  },
  'a project that Poetry installs': {
    files: { ...README, 'pyproject.toml': POETRY },
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry==2.5.1
WORKDIR /app
ENV POETRY_VIRTUALENVS_CREATE=false
COPY . .
RUN poetry install --no-interaction
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'build', message: /Readme path .*README\.md.* does not exist/ },
    claims: [serves()],
  },
});
