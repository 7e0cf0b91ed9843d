import rule from '../../../server/src/engine/rules/caching/source-before-deps.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const APP = `${FROM}WORKDIR /app\n`;
const INSTALL = 'RUN pip install --no-cache-dir -r requirements.txt\n';
const SHIP = 'CMD ["gunicorn", "config.wsgi"]\n';

const PROJECT = { 'manage.py': '', 'config/settings.py': '', 'requirements.txt': 'Django==5.2.17\n' };
const LAYERED = {
  'manage.py': '',
  'requirements/base.txt': '-c constraints.txt\nDjango==5.2.17\n',
  'requirements/constraints.txt': 'asgiref==3.11.0\n',
  'requirements/prod.txt': '-r base.txt\ngunicorn==26.2.0\n',
};
const LIBRARY = '[project]\nname = "shop"\n\n[build-system]\nrequires = ["hatchling"]\n';
const NO_LIBRARY = '[project]\nname = "shop"\n';

const message = (name: string): string =>
  `Every change of the code installs all dependencies again: copy ${name} and install first`;

testRule(rule, {
  valid: {
    'an environment that the base image has filled':
      'FROM example/core-base:3\nWORKDIR /app\nCOPY . .\nRUN . /opt/py/bin/activate && pip install -r requirements.txt\n',
    'the requirements first': {
      code: `${APP}COPY requirements.txt ./\n${INSTALL}COPY . .\n${SHIP}`,
      files: PROJECT,
    },
    'the folder of the requirements first': {
      code: `${APP}COPY requirements/ requirements/\nRUN pip install --no-cache-dir -r requirements/prod.txt\nCOPY . .\n`,
      files: LAYERED,
    },
    'the requirements bind-mounted': {
      code: `${APP}RUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt pip install --no-cache-dir -r /tmp/requirements.txt\nCOPY . .\n`,
      files: PROJECT,
    },
    'a second install behind a cached first one': `${APP}COPY pyproject.toml uv.lock ./\nRUN uv sync --no-cache --locked --no-install-project\nCOPY . .\nRUN uv sync --no-cache --locked\n`,
    'a second install that reads its list from the source': {
      code: `${APP}COPY requirements.txt .\n${INSTALL}COPY . .\nRUN pip install --no-cache-dir -r requirements.txt --upgrade\n`,
      files: PROJECT,
    },
    'a second install for tests': `${APP}COPY requirements.txt .\n${INSTALL}COPY . .\nRUN pip install --no-cache-dir -r requirements-test.txt\n`,
    'the first install in the parent stage': `${FROM.trim()} AS base\nWORKDIR /app\nCOPY requirements.txt .\n${INSTALL}\nFROM base\nCOPY . .\nRUN pip install --no-cache-dir -r requirements-prod.txt\n`,
    'the first install by a script': `${APP}COPY requirements.txt install.sh ./\nRUN ./install.sh\nCOPY . .\n${INSTALL}`,
    'the first install in a shell of its own': `${APP}COPY requirements.txt ./\nRUN bash -c "pip install --no-cache-dir -r requirements.txt"\nCOPY . .\nRUN pip install --no-cache-dir -r requirements-prod.txt\n`,
    'the first install by make': `${APP}COPY requirements.txt Makefile ./\nRUN make install\nCOPY . .\n${INSTALL}`,
    'no install at all': `${APP}COPY . .\n${SHIP}`,
    'named packages read nothing': `${APP}COPY . .\nRUN pip install --no-cache-dir gunicorn\n${SHIP}`,
    'the project itself': `${APP}COPY . .\nRUN pip install --no-cache-dir .\n${SHIP}`,
    'the project among the arguments': `${APP}COPY . .\nRUN pip install --no-cache-dir -r requirements.txt -e .\n`,
    'the project among the requirements': {
      code: `${APP}COPY . .\n${INSTALL}`,
      files: { ...PROJECT, 'requirements.txt': 'Django==5.2.17\n-e .\n' },
    },
    'a library of the project among the requirements that are included': {
      code: `${APP}COPY . .\n${INSTALL}`,
      files: { ...PROJECT, 'requirements.txt': '-r base.txt\n', 'base.txt': './libs/billing\n' },
    },
    'wheels of the project': {
      code: `${APP}COPY . .\n${INSTALL}`,
      files: { ...PROJECT, 'requirements.txt': '--find-links wheels\nshop-core==1.0\n' },
    },
    'a library of the project in pyproject.toml': {
      code: `${APP}COPY . .\nRUN poetry install --only main --no-cache\n`,
      files: { 'manage.py': '', 'pyproject.toml': '[tool.poetry.dependencies]\ncore = { path = "libs/core" }\n' },
    },
    'an archive of wheels from another stage': `${APP}COPY --from=builder /app /app\n${INSTALL}`,
    'the source of another stage': `${FROM.trim()} AS builder\nWORKDIR /app\nCOPY . .\n\n${APP}COPY --from=builder /app .\n${INSTALL}`,
    'requirements that nothing copies': `${APP}COPY src/ ./src/\nRUN pip install --no-cache-dir -r /opt/requirements.txt\n`,
    'requirements that do not exist': { code: `${APP}COPY . .\n${INSTALL}`, files: { 'manage.py': '' } },
    'requirements that are made on the way': `${APP}COPY . .\nRUN uv export --format requirements-txt -o requirements.txt\n${INSTALL}`,
    'requirements that the same RUN makes': `${APP}COPY . .\nRUN poetry export > requirements.txt && pip install --no-cache-dir -r requirements.txt\n`,
    'requirements that are changed on the way': {
      code: `${APP}COPY . .\nRUN sed -i '/psycopg/d' requirements.txt\n${INSTALL}`,
      files: PROJECT,
    },
    'requirements from the network': `${APP}COPY . .\nRUN pip install --no-cache-dir -r https://example.com/requirements.txt\n`,
    'requirements from a pipe': `${APP}COPY . .\nRUN uv export | pip install --no-cache-dir -r /dev/stdin\n`,
    'a path that only the build knows': `${APP}ARG WHICH\nCOPY . .\nRUN pip install --no-cache-dir -r requirements/$WHICH.txt\n`,
    'a Node stage': 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\n',
    'folders without Python': {
      code: `${APP}COPY docker/ /docker/\nCOPY static/ static/\nCOPY requirements.txt ./\n${INSTALL}COPY . .\n`,
      files: { ...PROJECT, 'docker/start.sh': '', 'static/app.js': '' },
    },
    'scripts for the build': {
      code: `${APP}COPY scripts/ scripts/\nCOPY requirements.txt ./\n${INSTALL}COPY . .\n`,
      files: { ...PROJECT, 'scripts/wait.py': '' },
    },
    'manifests and what belongs to them': `${APP}COPY pyproject.toml uv.lock README.md setup.cfg ./\nRUN uv sync --no-cache\nCOPY . .\n`,
    'a pattern for requirements': `${APP}COPY requirements*.txt ./\n${INSTALL}COPY . .\n`,
    'a trigger does not run here': `${APP}ONBUILD COPY . .\nONBUILD ${INSTALL}`,
    'a shell we do not speak':
      'FROM python:3.13-windowsservercore\nSHELL ["powershell", "-Command"]\nCOPY . .\nRUN pip install -r requirements.txt\n',
  },
  invalid: {
    'a second install behind it': {
      code: 'FROM python:3.13-slim-trixie\nWORKDIR /app\n«COPY . .»\nRUN pip install -r dev.txt\nRUN pip install -r common.txt\nCMD ["gunicorn", "config.wsgi"]\n',
      files: { 'dev.txt': 'pytest==8.4.0\n', 'common.txt': 'Django==5.2.17\n', 'manage.py': '' },
      fix: 'review',
    },
    'an environment of its own on a foreign image': {
      code: 'FROM example/core-base:3\nWORKDIR /app\n«COPY . .»\nRUN python3 -m venv /opt/py && . /opt/py/bin/activate && pip install -r requirements.txt\n',
    },
    'everything is copied first': {
      code: `${APP}«COPY . .»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      message: message('requirements.txt'),
      related: [INSTALL.trim()],
      title: 'Install the dependencies before the source is copied',
      fixed: `${APP}COPY requirements.txt ./\n${INSTALL}COPY . .\n${SHIP}`,
    },
    'an absolute destination, the last line without a line break': {
      code: `${APP}«COPY . /app»\n${INSTALL.trim()}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt /app/\n${INSTALL}COPY . /app`,
    },
    'a slash behind the destination': {
      code: `${APP}«COPY ./ /app/»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt /app/\n${INSTALL}COPY ./ /app/\n${SHIP}`,
    },
    'a folder below the working directory': {
      code: `${APP}«COPY . src»\nRUN pip install --no-cache-dir -r src/requirements.txt\n${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt src/\nRUN pip install --no-cache-dir -r src/requirements.txt\nCOPY . src\n${SHIP}`,
    },
    'a destination in a variable is written the same way': {
      code: `${FROM}ENV APP_HOME=/srv/app\nWORKDIR $APP_HOME\n«COPY . $APP_HOME»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${FROM}ENV APP_HOME=/srv/app\nWORKDIR $APP_HOME\nCOPY requirements.txt $APP_HOME/\n${INSTALL}COPY . $APP_HOME\n${SHIP}`,
    },
    'WORKDIR behind an absolute destination': {
      code: `${FROM}«COPY . /app»\nWORKDIR /app\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${FROM}COPY requirements.txt /app/\nWORKDIR /app\n${INSTALL}COPY . /app\n${SHIP}`,
    },
    'WORKDIR behind a relative one': {
      code: `${FROM}WORKDIR /srv\n«COPY . app»\nWORKDIR /srv/app\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'settings between': {
      code: `${APP}«COPY . .»\nENV PIP_NO_INPUT=1\nARG BUILD\nLABEL a=b\nEXPOSE 8000\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt ./\nENV PIP_NO_INPUT=1\nARG BUILD\nLABEL a=b\nEXPOSE 8000\n${INSTALL}COPY . .\n${SHIP}`,
    },
    'a variable that is set between and names the destination': {
      code: `${FROM}ENV TOP=/app\n«COPY . $TOP»\nENV TOP=/srv\nRUN pip install --no-cache-dir -r /app/requirements.txt\n${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'the flags are kept': {
      code: `${APP}«COPY --chown=app:app --link . .»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY --chown=app:app --link requirements.txt ./\n${INSTALL}COPY --chown=app:app --link . .\n${SHIP}`,
    },
    'a flag that a part cannot have': {
      code: `${APP}«COPY --exclude=*.md . .»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    ADD: {
      code: `${APP}«ADD . /app»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt /app/\n${INSTALL}ADD . /app\n${SHIP}`,
    },
    'a JSON array': {
      code: `${APP}«COPY [".", "/app"]»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt /app/\n${INSTALL}COPY [".", "/app"]\n${SHIP}`,
    },
    'a folder with a blank': {
      code: `${FROM}WORKDIR "/my app"\n«COPY [".", "/my app"]»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'comments move with what they stand above': {
      code: `${APP}\n# the code\n«COPY . \\\n    # all of it\n    .»\n\n# the packages\n${INSTALL}\n${SHIP}`,
      files: PROJECT,
      fixed: `${APP}\nCOPY requirements.txt ./\n\n# the packages\n${INSTALL}\n# the code\nCOPY . \\\n    # all of it\n    .\n\n${SHIP}`,
    },
    'an indented file in lower case': {
      code: `${FROM}  workdir /app\n  «copy . .»\n  run pip install --no-cache-dir -r requirements.txt\n`,
      files: PROJECT,
      fixed: `${FROM}  workdir /app\n  copy requirements.txt ./\n  run pip install --no-cache-dir -r requirements.txt\n  copy . .\n`,
    },
    'an install over several lines': {
      code: `${APP}«COPY . .»\nRUN pip install \\\n      --no-cache-dir \\\n      # what Django needs\n      -r requirements.txt\n${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt ./\nRUN pip install \\\n      --no-cache-dir \\\n      # what Django needs\n      -r requirements.txt\nCOPY . .\n${SHIP}`,
    },
    'an install in a heredoc': {
      code: `${APP}«COPY . .»\nRUN <<EOF\nset -e\npip install --no-cache-dir -r requirements.txt\nEOF\n${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt ./\nRUN <<EOF\nset -e\npip install --no-cache-dir -r requirements.txt\nEOF\nCOPY . .\n${SHIP}`,
    },
    'an install in exec form': {
      code: `${APP}«COPY . .»\nRUN ["pip", "install", "--no-cache-dir", "-r", "requirements.txt"]\n${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt ./\nRUN ["pip", "install", "--no-cache-dir", "-r", "requirements.txt"]\nCOPY . .\n${SHIP}`,
    },
    'everything that is included': {
      code: `${APP}«COPY . .»\nRUN pip install --no-cache-dir -r requirements/prod.txt\n${SHIP}`,
      files: LAYERED,
      message: message('prod.txt'),
      fixed: `${APP}COPY requirements/base.txt requirements/constraints.txt requirements/prod.txt ./requirements/\nRUN pip install --no-cache-dir -r requirements/prod.txt\nCOPY . .\n${SHIP}`,
    },
    'an included file in another folder': {
      code: `${APP}«COPY . .»\nRUN pip install --no-cache-dir -r deploy/prod.txt\n${SHIP}`,
      files: { 'manage.py': '', 'deploy/prod.txt': '-r ../base.txt\n', 'base.txt': 'Django\n' },
      fixed: `${APP}COPY deploy/prod.txt ./deploy/\nCOPY base.txt ./\nRUN pip install --no-cache-dir -r deploy/prod.txt\nCOPY . .\n${SHIP}`,
    },
    'a file of constraints': {
      code: `${APP}«COPY . .»\nRUN pip install --no-cache-dir -r requirements.txt -c constraints.txt\n${SHIP}`,
      files: { ...PROJECT, 'constraints.txt': 'asgiref==3.11.0\n' },
      fixed: `${APP}COPY constraints.txt requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt -c constraints.txt\nCOPY . .\n${SHIP}`,
    },
    'two installs in one RUN': {
      code: `${APP}«COPY . .»\nRUN pip install --no-cache-dir -r requirements.txt && pip install --no-cache-dir -r more.txt\n${SHIP}`,
      files: { ...PROJECT, 'more.txt': 'gunicorn\n' },
      fixed: `${APP}COPY more.txt requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt && pip install --no-cache-dir -r more.txt\nCOPY . .\n${SHIP}`,
    },
    'an included file that nobody sees': {
      code: `${APP}«COPY . .»\n${INSTALL}${SHIP}`,
      files: { ...PROJECT, 'requirements.txt': '-r base.txt\n' },
      fixed: null,
    },
    'a project that nobody sees': {
      code: `${APP}«COPY . .»\n${INSTALL}${SHIP}`,
      fix: 'review',
      fixed: `${APP}COPY requirements.txt ./\n${INSTALL}COPY . .\n${SHIP}`,
    },
    'a folder of the context': {
      code: `${APP}«COPY backend/ .»\n${INSTALL}${SHIP}`,
      files: { 'backend/manage.py': '', 'backend/requirements.txt': 'Django\n' },
      fixed: `${APP}COPY backend/requirements.txt ./\n${INSTALL}COPY backend/ .\n${SHIP}`,
    },
    'folders of source beside the requirements': {
      code: `${APP}«COPY config/ config/»\nCOPY requirements.txt ./\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt ./\n${INSTALL}COPY config/ config/\n${SHIP}`,
    },
    'several COPYs are one finding': {
      code: `${APP}«COPY manage.py ./»\nCOPY config/ config/\nCOPY requirements.txt ./\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt ./\n${INSTALL}COPY manage.py ./\nCOPY config/ config/\n${SHIP}`,
    },
    'source and requirements in one COPY': {
      code: `${APP}«COPY requirements.txt manage.py ./»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt ./\n${INSTALL}COPY requirements.txt manage.py ./\n${SHIP}`,
    },
    'every file by a pattern': {
      code: `${APP}«COPY ./* ./»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt ./\n${INSTALL}COPY ./* ./\n${SHIP}`,
    },
    'requirements that are there already': {
      code: `${APP}COPY requirements.txt ./\n«COPY . .»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt ./\n${INSTALL}COPY . .\n${SHIP}`,
    },
    'requirements that are mounted': {
      code: `${APP}«COPY . .»\nRUN --mount=type=bind,source=requirements.txt,target=requirements.txt \\\n    pip install --no-cache-dir -r requirements.txt\n${SHIP}`,
      files: PROJECT,
      fixed: `${APP}RUN --mount=type=bind,source=requirements.txt,target=requirements.txt \\\n    pip install --no-cache-dir -r requirements.txt\nCOPY . .\n${SHIP}`,
    },
    'a file laid over the source has to stay behind it': {
      code: `${APP}«COPY . .»\nCOPY prod.env .env\n${INSTALL}${SHIP}`,
      files: { ...PROJECT, '.env': '', 'prod.env': '' },
      fixed: null,
    },
    'a file elsewhere need not': {
      code: `${APP}«COPY . .»\nCOPY docker/start.sh /start.sh\n${INSTALL}${SHIP}`,
      files: { ...PROJECT, 'docker/start.sh': '' },
      fixed: `${APP}COPY requirements.txt ./\nCOPY docker/start.sh /start.sh\n${INSTALL}COPY . .\n${SHIP}`,
    },
    'system packages between': {
      code: `${APP}«COPY . .»\nRUN apt-get update && apt-get install --yes gcc && rm -rf /var/lib/apt/lists/*\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fix: 'review',
      fixed: `${APP}COPY requirements.txt ./\nRUN apt-get update && apt-get install --yes gcc && rm -rf /var/lib/apt/lists/*\n${INSTALL}COPY . .\n${SHIP}`,
    },
    'pip itself between': {
      code: `${APP}«COPY . .»\nRUN pip install --no-cache-dir --upgrade pip\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fix: 'review',
    },
    'work on the source between': {
      code: `${APP}«COPY . .»\nRUN chown -R app /app\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'a list of packages of the source between': {
      code: `${APP}«COPY . .»\nRUN xargs apt-get install --yes < packages.txt\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'a volume between': { code: `${APP}«COPY . .»\nVOLUME /app\n${INSTALL}${SHIP}`, files: PROJECT, fixed: null },
    'collectstatic in the same RUN': {
      code: `${APP}«COPY . .»\nRUN pip install --no-cache-dir -r requirements.txt && python manage.py collectstatic --noinput\n${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'packages and caches in the same RUN': {
      code: `${APP}«COPY . .»\nRUN apt-get update && apt-get install --yes gcc && pip install --no-cache-dir -r requirements.txt && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt ./\nRUN apt-get update && apt-get install --yes gcc && pip install --no-cache-dir -r requirements.txt && rm -rf /var/lib/apt/lists/*\nCOPY . .\n${SHIP}`,
    },
    'cd into the folder of the requirements': {
      code: `${APP}«COPY . .»\nRUN cd deploy && pip install --no-cache-dir -r requirements.txt\n${SHIP}`,
      files: { 'manage.py': '', 'deploy/requirements.txt': 'Django\n' },
      fix: 'review',
      fixed: `${APP}COPY deploy/requirements.txt ./deploy/\nRUN cd deploy && pip install --no-cache-dir -r requirements.txt\nCOPY . .\n${SHIP}`,
    },
    'cd into a folder of the source': {
      code: `${APP}«COPY . .»\nRUN cd config && pip install --no-cache-dir -r ../requirements.txt\n${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'in a shell of its own': {
      code: `${APP}«COPY . .»\nRUN bash -c "pip install --no-cache-dir -r requirements.txt"\n${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'options that name other files': {
      code: `${APP}«COPY . .»\nRUN pip install --no-cache-dir --build-constraint pins.txt -r requirements.txt\n${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'packages that go into the source': {
      code: `${APP}«COPY . .»\nRUN pip install --no-cache-dir --target vendor -r requirements.txt\n${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'another index': {
      code: `${APP}«COPY . .»\nRUN pip install --no-cache-dir --index-url https://pypi.example.com/simple -r requirements.txt\n${SHIP}`,
      files: PROJECT,
      fix: 'safe',
    },
    'a variable that may hold options': {
      code: `${APP}«COPY . .»\nRUN pip install --no-cache-dir $PIP_OPTIONS -r requirements.txt\n${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'a variable that names a file of pip': {
      code: `${APP}ENV PIP_CONSTRAINT=constraints.txt\n«COPY . .»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'a variable for one command that does': {
      code: `${APP}«COPY . .»\nRUN PIP_CONSTRAINT=pins.txt pip install --no-cache-dir -r requirements.txt\n${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
    'requirements that depend on the build': {
      code: `${APP}ARG WHICH=prod\n«COPY . .»\nRUN pip install --no-cache-dir -r requirements/$WHICH.txt\n${SHIP}`,
      files: LAYERED,
      fixed: null,
    },
    'requirements that a variable of the image names': {
      code: `${APP}ENV WHICH=prod\n«COPY . .»\nRUN pip install --no-cache-dir -r requirements/$WHICH.txt\n${SHIP}`,
      files: { 'manage.py': '', 'requirements/prod.txt': 'Django\n' },
      fix: 'safe',
    },
    'a configuration of pip in the project': {
      code: `${APP}«COPY . .»\n${INSTALL}${SHIP}`,
      files: { ...PROJECT, 'pip.conf': '' },
      fix: 'review',
    },
    'an editable checkout, which pip lays beside the source': {
      code: `${APP}«COPY . .»\n${INSTALL}${SHIP}`,
      files: { ...PROJECT, 'requirements.txt': '-e git+https://example.com/shop.git#egg=shop\n' },
      fix: 'review',
    },
    'an environment in the folder of the source': {
      code: `${APP}ENV PATH="/app/.venv/bin:$PATH"\n«COPY . .»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fix: 'review',
    },
    'an environment elsewhere': {
      code: `${APP}ENV PATH="/opt/venv/bin:$PATH"\n«COPY . .»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fix: 'safe',
    },
    'pip of an environment in the source': {
      code: `${APP}«COPY . .»\nRUN venv/bin/pip install --no-cache-dir -r requirements.txt\n${SHIP}`,
      files: PROJECT,
      fix: 'review',
    },
    'the source over the whole system': {
      code: `${FROM}«COPY . /»\nRUN pip install --no-cache-dir -r /requirements.txt\n${SHIP}`,
      files: PROJECT,
      fix: 'review',
      fixed: `${FROM}COPY requirements.txt /\nRUN pip install --no-cache-dir -r /requirements.txt\nCOPY . /\n${SHIP}`,
    },
    'uv reads its settings from the project': {
      code: `${APP}«COPY . .»\nRUN uv pip install --no-cache --system -r requirements.txt\n${SHIP}`,
      files: PROJECT,
      fix: 'review',
    },
    'a name that would not fit into a line': {
      code: `${APP}«COPY . .»\nRUN pip install --no-cache-dir -r requirements-for-the-production-of-the-shop.txt\n${SHIP}`,
      message: message('what it reads'),
      fix: 'review',
    },
    'another user between': {
      code: `${APP}«COPY . .»\nUSER app\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: `${APP}COPY requirements.txt ./\nUSER app\n${INSTALL}COPY . .\n${SHIP}`,
    },
    'the source in the parent stage': {
      code: `${FROM.trim()} AS base\nWORKDIR /app\n«COPY . .»\n\nFROM base AS web\n${INSTALL}\nFROM base AS worker\nRUN pip install --no-cache-dir -r requirements.txt -q\n`,
      files: PROJECT,
      fixed: null,
    },
    'a builder': {
      code: `${FROM.trim()} AS builder\nWORKDIR /app\n«COPY . .»\nRUN pip wheel --no-cache-dir -r requirements.txt\n\n${FROM}COPY --from=builder /app /app\n`,
      files: PROJECT,
      severity: 'warning',
    },
    'uv, without a package': {
      code: `${APP}«COPY . .»\nRUN uv sync --no-cache --locked\n${SHIP}`,
      files: { 'manage.py': '', 'pyproject.toml': NO_LIBRARY, 'uv.lock': '', '.python-version': '3.13\n' },
      message: message('uv.lock'),
      fix: 'review',
      fixed: `${APP}COPY .python-version pyproject.toml uv.lock ./\nRUN uv sync --no-cache --locked\nCOPY . .\n${SHIP}`,
    },
    'uv, and a project that is a package': {
      code: `${APP}«COPY . .»\nRUN uv sync --no-cache --locked\n${SHIP}`,
      files: { 'manage.py': '', 'pyproject.toml': LIBRARY, 'uv.lock': '' },
      fix: 'review',
      fixed: `${APP}COPY pyproject.toml uv.lock ./\nRUN uv sync --no-install-project --no-cache --locked\nCOPY . .\nRUN uv sync --no-cache --locked\n${SHIP}`,
    },
    'uv, nothing else known': {
      code: `${APP}«COPY . .»\nRUN uv sync --no-cache --locked\n${SHIP}`,
      fix: 'review',
      fixed: `${APP}COPY pyproject.toml uv.lock ./\nRUN uv sync --no-install-project --no-cache --locked\nCOPY . .\nRUN uv sync --no-cache --locked\n${SHIP}`,
    },
    'uv in a folder of its own': {
      code: `${APP}«COPY . .»\nRUN uv sync --no-cache --project backend --no-install-project\n${SHIP}`,
      files: { 'backend/manage.py': '', 'backend/pyproject.toml': NO_LIBRARY, 'backend/uv.lock': '' },
      fix: 'review',
      fixed: `${APP}COPY backend/pyproject.toml backend/uv.lock ./backend/\nRUN uv sync --no-cache --project backend --no-install-project\nCOPY . .\n${SHIP}`,
      // With two files named the build context is certain, and with it that no configuration of gunicorn lies there.
      alsoFires: ['dockerignore-incomplete', 'port-mismatch', 'server-bound-to-loopback'],
    },
    'uv with mounted files': {
      code: `${APP}«COPY . .»\nRUN --mount=type=bind,source=uv.lock,target=uv.lock --mount=type=bind,source=pyproject.toml,target=pyproject.toml \\\n    uv sync --no-cache --no-install-project\n${SHIP}`,
      files: { 'manage.py': '', 'pyproject.toml': LIBRARY, 'uv.lock': '' },
      fix: 'review',
      fixed: `${APP}RUN --mount=type=bind,source=uv.lock,target=uv.lock --mount=type=bind,source=pyproject.toml,target=pyproject.toml \\\n    uv sync --no-cache --no-install-project\nCOPY . .\n${SHIP}`,
    },
    Poetry: {
      code: `${APP}«COPY . .»\nRUN poetry install --no-cache --only main\n${SHIP}`,
      files: { 'manage.py': '', 'pyproject.toml': LIBRARY, 'poetry.lock': '', 'poetry.toml': '' },
      message: message('poetry.lock'),
      fix: 'review',
      fixed: `${APP}COPY poetry.lock poetry.toml pyproject.toml ./\nRUN poetry install --no-root --no-cache --only main\nCOPY . .\nRUN poetry install --no-cache --only main\n${SHIP}`,
    },
    'Poetry without a package': {
      code: `${APP}«COPY . .»\nRUN poetry install --no-cache --only main\n${SHIP}`,
      files: { 'manage.py': '', 'pyproject.toml': '[tool.poetry]\npackage-mode = false\n', 'poetry.lock': '' },
      fix: 'review',
      fixed: `${APP}COPY poetry.lock pyproject.toml ./\nRUN poetry install --no-cache --only main\nCOPY . .\n${SHIP}`,
    },
    'Poetry that leaves the project out': {
      code: `${APP}«COPY . .»\nRUN poetry install --no-cache --no-root\n${SHIP}`,
      files: { 'manage.py': '', 'pyproject.toml': LIBRARY, 'poetry.lock': '' },
      fix: 'review',
      fixed: `${APP}COPY poetry.lock pyproject.toml ./\nRUN poetry install --no-cache --no-root\nCOPY . .\n${SHIP}`,
    },
    Pipenv: {
      code: `${APP}«COPY . .»\nRUN PIP_NO_CACHE_DIR=1 pipenv install --system --deploy\n${SHIP}`,
      files: { 'manage.py': '', Pipfile: '[packages]\ndjango = "*"\n', 'Pipfile.lock': '{}' },
      message: message('Pipfile.lock'),
      fix: 'review',
      fixed: `${APP}COPY Pipfile Pipfile.lock ./\nRUN PIP_NO_CACHE_DIR=1 pipenv install --system --deploy\nCOPY . .\n${SHIP}`,
    },
    PDM: {
      code: `${APP}«COPY . .»\nRUN pdm sync --prod\n${SHIP}`,
      files: { 'manage.py': '', 'pyproject.toml': LIBRARY, 'pdm.lock': '' },
      message: message('pdm.lock'),
      fix: 'review',
      fixed: `${APP}COPY pdm.lock pyproject.toml ./\nRUN pdm sync --no-self --prod\nCOPY . .\nRUN pdm sync --prod\n${SHIP}`,
    },
    'Poetry configured between': {
      code: `${APP}«COPY . .»\nRUN poetry config virtualenvs.create false\nRUN poetry install --no-cache --no-root\n${SHIP}`,
      files: { 'manage.py': '', 'pyproject.toml': LIBRARY, 'poetry.lock': '' },
      fix: 'review',
      fixed: `${APP}COPY poetry.lock pyproject.toml ./\nRUN poetry config virtualenvs.create false\nRUN poetry install --no-cache --no-root\nCOPY . .\n${SHIP}`,
    },
    'a template is not the file that is built': {
      code: `FROM python:{{ version }}\nWORKDIR /app\n«COPY . .»\n${INSTALL}${SHIP}`,
      files: PROJECT,
      fixed: null,
    },
  },
});
