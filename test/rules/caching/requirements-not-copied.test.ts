import rule from '../../../server/src/engine/rules/caching/requirements-not-copied.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\nWORKDIR /app\n';
const INSTALL = 'RUN pip install --no-cache-dir -r requirements.txt\n';
const PROJECT = { 'manage.py': '', 'requirements.txt': 'Django==5.2.17\n' };

const WRITERS = [
  'pip-compile requirements.in',
  'pip freeze > requirements.txt',
  'uv export -o requirements.txt',
  'poetry export -f requirements.txt --output requirements.txt',
  'git clone https://example.com/app .',
  'curl -o requirements.txt https://example.com/requirements.txt',
  'echo Django > requirements.txt',
  'cat /tmp/a > "$FILE"',
  './fetch-sources.sh',
  'make sources',
  'cp /src/requirements.txt .',
  'mv /src/* /app',
  'ln -s /src/requirements.txt requirements.txt',
  'install /src/requirements.txt .',
  'tar -xf app.tar',
  'unzip app.zip',
  'touch requirements.txt',
  '. /opt/setup',
  'curl https://example.com/install.sh | sh',
  'python setup.py egg_info',
  'python manage.py make_requirements',
  'gosu app fetch',
  'echo "',
];

const NESTED = {
  'manage.py': '',
  'requirements/prod.txt': '-r base.txt\n-c ../constraints.txt\n',
  'requirements/base.txt': '-r core.txt\n',
  'requirements/core.txt': 'Django\n',
  'constraints.txt': 'Django==5.2.17\n',
};

testRule(rule, {
  valid: {
    copied: `${FROM}COPY requirements.txt .\n${INSTALL}`,
    'copied with everything': `${FROM}COPY . .\n${INSTALL}`,
    'copied by a pattern': `${FROM}COPY requirements*.txt ./\n${INSTALL}`,
    'copied by a pattern for one character or a set': `${FROM}COPY requirement?.txt [rs]*.txt ./\n${INSTALL}`,
    'copied into a folder that is there': `${FROM}COPY requirements.txt /app\n${INSTALL}`,
    'copied under this name': `${FROM}COPY docker/prod.txt requirements.txt\n${INSTALL}`,
    'copied with its folder': `${FROM}COPY docker/ .\n${INSTALL}`,
    'copied by a variable': `${FROM}ARG FILE=x\nARG SOURCE\nCOPY $SOURCE .\n${INSTALL}`,
    'copied to a variable': `${FROM}ARG TARGET\nCOPY requirements.txt $TARGET\n${INSTALL}`,
    'copied from another stage': `${FROM.replace('\n', ' AS a\n')}FROM python:3.13\nWORKDIR /app\nCOPY --from=a /app /app\n${INSTALL}`,
    'copied in a parent stage': `${FROM.replace('\n', ' AS a\n')}COPY requirements.txt .\nFROM a\n${INSTALL}`,
    'an archive is unpacked': `${FROM}ADD app.tar.gz /app/\n${INSTALL}`,
    'an address is downloaded': `${FROM}ADD https://example.com/requirements.txt /app/\n${INSTALL}`,
    'a heredoc': `${FROM}COPY <<EOF /app/requirements.txt\nDjango\nEOF\n${INSTALL}`,
    'a bind mount': `${FROM}RUN --mount=type=bind,source=requirements.txt,target=requirements.txt pip install -r requirements.txt\n`,
    'a bind mount of the folder': `${FROM}RUN --mount=target=/app pip install -r requirements.txt\n`,
    'a mount from another stage': `${FROM.replace('\n', ' AS a\n')}FROM python:3.13\nRUN --mount=from=a,source=/app,target=/app pip install -r /app/requirements.txt\n`,
    'a mount at a variable': `${FROM}ARG T\nRUN --mount=type=bind,target=$T pip install -r requirements.txt\n`,
    'a secret as a file': `${FROM}RUN --mount=type=secret,id=r,target=/app/requirements.txt pip install -r requirements.txt\n`,
    ...Object.fromEntries(WRITERS.map((command) => [`written by ${command}`, `${FROM}RUN ${command}\n${INSTALL}`])),
    'written in the same RUN': `${FROM}RUN uv export -o requirements.txt && pip install -r requirements.txt\n`,
    'written by a shell of its own': `${FROM}RUN bash -c 'pip freeze > requirements.txt'\n${INSTALL}`,
    'only where it is there': `${FROM}RUN if [ -f requirements.txt ]; then pip install -r requirements.txt; fi\n`,
    'an image that brings it': `FROM registry.example.com/base\n${INSTALL}`,
    'an image that copies by itself': `FROM python:3.6-onbuild\n${INSTALL}`,
    'a trigger of the parent stage': `FROM python:3.13 AS a\nONBUILD COPY . .\nFROM a\n${INSTALL}`,
    'a file nobody can name': `${FROM}RUN pip install -r $FILE\n`,
    'a file on the net': `${FROM}RUN pip install -r https://example.com/requirements.txt\n`,
    'a folder nobody can name': `FROM python:3.13\nARG D\nWORKDIR $D\n${INSTALL}`,
    'no file at all': `${FROM}RUN pip install gunicorn\n`,
    'an unknown instruction': `${FROM}BRING requirements.txt\n${INSTALL}`,
    'a template': `${FROM}{% include "copy" %}\n${INSTALL}`,
    'a project in a folder above': `FROM python:3.13\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nWORKDIR /app/src\nRUN uv sync --locked\n`,
    'uv makes its lock': `${FROM}COPY pyproject.toml .\nRUN uv sync\n`,
    'Poetry makes its lock': `${FROM}COPY pyproject.toml .\nRUN poetry install --no-root\n`,
    'Pipenv makes its file': `${FROM}RUN pipenv install django\n`,
    'the lock is made before': `${FROM}COPY pyproject.toml .\nRUN uv lock\nRUN uv sync --locked\n`,
    'Pipenv makes its lock': `${FROM}COPY Pipfile .\nRUN pipenv install --deploy\n`,
    'Pipenv makes none and needs none': `${FROM}COPY Pipfile .\nRUN pipenv install --system --skip-lock\n`,
    'Pipenv in an environment': `${FROM}ENV VIRTUAL_ENV=/venv\nCOPY Pipfile .\nRUN pipenv install --system\n`,
    'Pipenv has another lock': `${FROM}COPY Pipfile pylock.toml ./\nRUN pipenv sync --system\n`,
    'Pipenv has its lock': `${FROM}COPY Pipfile* ./\nRUN pipenv install --system --deploy\n`,
    'PDM makes its lock': `${FROM}COPY pyproject.toml .\nRUN pdm install --frozen-lockfile --no-self\n`,
    'PDM has another lock': `${FROM}COPY pyproject.toml prod.lock ./\nRUN pdm sync -L prod.lock --no-self\n`,
    'includes of a file that is copied with them': {
      code: `${FROM}COPY a.txt b.txt c.txt ./\nRUN pip install -r a.txt\n`,
      files: { 'manage.py': '', 'a.txt': '-r b.txt\n', 'b.txt': '-r c.txt\n', 'c.txt': '-r a.txt\n' },
    },
    'includes that are there': {
      code: `${FROM}COPY requirements/ requirements/\nRUN pip install -r requirements/prod.txt\n`,
      files: { 'manage.py': '', 'requirements/prod.txt': '-r base.txt\n', 'requirements/base.txt': '-r prod.txt\n' },
    },
    'includes that nobody can follow': {
      code: `${FROM}COPY requirements/prod.txt requirements/\nRUN pip install -r requirements/prod.txt\n`,
      files: { 'manage.py': '', 'requirements/prod.txt': '-r $BASE\n' },
    },
    'a folder that gets the file for the build': {
      code: `${FROM}COPY src/ .\n${INSTALL}`,
      files: { 'manage.py': '', 'src/app.py': '' },
    },
  },
  invalid: {
    'nothing is copied': {
      code: `${FROM}RUN pip install --no-cache-dir -r «requirements.txt»\n`,
      message: 'Nothing copies or mounts requirements.txt here: pip cannot open it, and the build fails',
      title: 'Copy requirements.txt in front of the install',
      fixed: `${FROM}COPY requirements.txt ./\n${INSTALL}`,
    },
    'copied into another stage': {
      code: `${FROM.replace('\n', ' AS a\n')}COPY requirements.txt .\n${INSTALL}FROM python:3.13\nRUN pip install -r «requirements.txt»\n`,
    },
    'copied afterwards, a comment above the install': {
      code: `${FROM}# packages\nRUN pip install --no-cache-dir -r «requirements.txt»\nCOPY . .\n`,
      fixed: `${FROM}COPY requirements.txt ./\n# packages\n${INSTALL}COPY . .\n`,
    },
    'copied elsewhere': {
      code: `${FROM}COPY requirements.txt /tmp/\nRUN pip install -r «requirements.txt»\n`,
    },
    'other files are copied': {
      code: `${FROM}COPY package*.json pyproject.toml ./\nRUN pip install -r «requirements.txt»\n`,
    },
    'what is done before writes no such file': {
      code: `${FROM}RUN apt-get update && apt-get install --yes gcc >/dev/null 2>&1 && useradd app && mkdir -p /app/media && rm -rf /tmp/*\nRUN python -m venv /venv && pip install --upgrade pip && export A=b && uv python install 3.13 && echo done\nRUN --mount=type=cache,target=/root/.cache --mount=type=secret,id=token curl -o /tmp/x https://example.com/x && install -d /app/static && pip install -r «requirements.txt»\n`,
    },
    'a place outside the working directory': {
      code: `${FROM}RUN pip install -r «/tmp/requirements.txt»\n`,
      fixed: null,
    },
    'cd counts': {
      code: `${FROM}COPY requirements.txt /srv/\nRUN cd /opt && pip install -r «requirements.txt»\n`,
      fixed: null,
    },
    'two files': {
      code: `${FROM}RUN pip install -r «requirements/a.txt» -c requirements/c.txt -r b.txt\n`,
      message: 'Nothing copies or mounts a.txt and 2 more here: pip cannot open it, and the build fails',
      title: 'Copy 3 files in front of the install',
      fixed: `${FROM}COPY requirements/a.txt requirements/c.txt ./requirements/\nCOPY b.txt ./\nRUN pip install -r requirements/a.txt -c requirements/c.txt -r b.txt\n`,
    },
    'a file that is not in the context': {
      code: `${FROM}RUN pip install -r «requirements.txt»\n`,
      files: { 'manage.py': '', 'requirements/prod.txt': '' },
      fixed: null,
    },
    'a file that is in the context, in no copied folder': {
      code: `${FROM}COPY src/ .\nRUN pip install --no-cache-dir -r «requirements.txt»\n`,
      files: { ...PROJECT, 'src/app.py': '' },
      fixed: `${FROM}COPY src/ .\nCOPY requirements.txt ./\n${INSTALL}`,
      alsoFires: ['source-before-deps'],
    },
    'a file without a known ending that is no folder': {
      code: `${FROM}COPY start .\nRUN pip install -r «requirements.txt»\n`,
      files: { ...PROJECT, start: '' },
    },
    'an included file': {
      code: `${FROM}COPY requirements/prod.txt requirements/\nRUN pip install -r «requirements/prod.txt»\n`,
      files: { 'manage.py': '', 'requirements/prod.txt': '-r base.txt\n', 'requirements/base.txt': 'Django\n' },
      message: 'Nothing copies base.txt, which prod.txt includes: the build fails',
      fixed: `${FROM}COPY requirements/prod.txt requirements/\nCOPY requirements/base.txt ./requirements/\nRUN pip install -r requirements/prod.txt\n`,
    },
    'everything that missing files include': {
      code: `${FROM}COPY requirements/prod.txt requirements/\nRUN pip install -r «requirements/prod.txt»\n`,
      files: NESTED,
      message: 'Nothing copies base.txt and 2 more, which prod.txt includes: the build fails',
      title: 'Copy 3 files in front of the install',
      fixed: `${FROM}COPY requirements/prod.txt requirements/\nCOPY requirements/base.txt requirements/core.txt ./requirements/\nCOPY constraints.txt ./\nRUN pip install -r requirements/prod.txt\n`,
    },
    'everything that the named file includes': {
      code: `${FROM}RUN pip install -r «requirements/prod.txt»\n`,
      files: NESTED,
      message: 'Nothing copies or mounts prod.txt and 3 more here: pip cannot open it, and the build fails',
      fixed: `${FROM}COPY requirements/prod.txt requirements/base.txt requirements/core.txt ./requirements/\nCOPY constraints.txt ./\nRUN pip install -r requirements/prod.txt\n`,
    },
    'an include of a file that lies elsewhere': {
      code: `${FROM}COPY a.txt /tmp/\nRUN pip install -r «/tmp/a.txt»\n`,
      files: { 'manage.py': '', 'a.txt': '-c b.txt\n', 'b.txt': '' },
      fixed: `${FROM}COPY a.txt /tmp/\nCOPY b.txt /tmp/\nRUN pip install -r /tmp/a.txt\n`,
    },
    'Pipenv without its lock': {
      code: `${FROM}COPY Pipfile .\nRUN «pipenv sync --system»\n`,
      message: 'Nothing copies or mounts Pipfile.lock here: pipenv cannot open it, and the build fails',
      fixed: `${FROM}COPY Pipfile .\nCOPY Pipfile.lock ./\nRUN pipenv sync --system\n`,
    },
    'Pipenv without its lock, into the system': {
      code: `${FROM}COPY Pipfile .\nRUN «pipenv install --system --deploy»\n`,
    },
    'PDM without its lock': { code: `${FROM}COPY pyproject.toml .\nRUN «pdm sync --no-self»\n` },
    'PDM without the lock that it checks': {
      code: `${FROM}COPY pyproject.toml .\nRUN «pdm install --check --no-self»\n`,
    },
    'uv without a project': {
      code: `${FROM}RUN «uv sync»\n`,
      message: 'Nothing copies or mounts pyproject.toml here: uv cannot open it, and the build fails',
    },
    'uv pip': {
      code: `${FROM}RUN uv pip install --system -r «requirements.txt»\n`,
      message: 'Nothing copies or mounts requirements.txt here: uv cannot open it, and the build fails',
    },
    'uv without its lock': {
      code: `${FROM}COPY pyproject.toml .\nRUN «uv sync --locked»\n`,
      message: 'Nothing copies or mounts uv.lock here: uv cannot open it, and the build fails',
      fixed: `${FROM}COPY pyproject.toml .\nCOPY uv.lock ./\nRUN uv sync --locked\n`,
    },
    'uv without its lock, by variable': {
      code: `${FROM}ENV UV_FROZEN=1\nCOPY pyproject.toml .\nRUN «uv sync»\n`,
    },
    'Pipenv without its file': {
      code: `${FROM}RUN «pipenv install --deploy --system»\n`,
      message: 'Nothing copies or mounts Pipfile and 1 more here: pipenv cannot open it, and the build fails',
    },
    'Poetry and PDM without a project': {
      code: `${FROM}RUN «poetry install» && «pdm sync»\n`,
    },
    'a long name': {
      code: `${FROM}RUN uv pip install -r «requirements-of-the-production-environment-of-the-website.txt» -r x.txt -r y.txt\n`,
    },
  },
});
