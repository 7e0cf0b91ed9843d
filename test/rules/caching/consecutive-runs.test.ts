import rule from '../../../server/src/engine/rules/caching/consecutive-runs.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const SHIP = 'CMD ["gunicorn", "config.wsgi"]\n';

/** Once update and install stand in one RUN, the lists are seen to be left. */
const LISTS = ['apt-lists-left'];

const message = (count: number, steps: string): string =>
  `${count} RUNs for ${steps} steps make ${count} layers; a clean-up in a later one frees nothing`;

testRule(rule, {
  valid: {
    'one RUN': `${FROM}RUN apt-get update && apt-get install --yes libpq5\n${SHIP}`,
    'packages and Python packages change at different times': `${FROM}RUN apt-get update && apt-get install --yes libpq5\nRUN pip install gunicorn\nRUN useradd app\n`,
    'a step that is two things at once': `${FROM}RUN apt-get update && apt-get install --yes libpq5\nRUN apt-get install --yes gcc && pip install gunicorn\n`,
    'an instruction between': `${FROM}RUN pip install --upgrade pip\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n`,
    'settings between': `${FROM}RUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install gunicorn\n`,
    'another user between': `${FROM}RUN pip install gunicorn\nUSER app\nRUN pip install --user django\n`,
    'different mounts': `${FROM}RUN --mount=type=cache,target=/root/.cache/pip pip install gunicorn\nRUN --mount=type=secret,id=token pip install private\n`,
    'one mount only': `${FROM}RUN --mount=type=cache,target=/root/.cache/pip pip install gunicorn\nRUN pip install django\n`,
    'different networks': `${FROM}RUN apt-get update\nRUN --network=none apt-get install --yes libpq5\n`,
    'different security': `${FROM}RUN apt-get update\nRUN --security=insecure apt-get install --yes libpq5\n`,
    'a heredoc': `${FROM}RUN apt-get update\nRUN <<EOF\nset -e\napt-get install --yes libpq5\nEOF\n`,
    'exec forms': `${FROM}RUN ["apt-get", "update"]\nRUN ["apt-get", "install", "--yes", "libpq5"]\n`,
    'a shell we do not speak':
      'FROM python:3.13-windowsservercore\nSHELL ["powershell", "-Command"]\nRUN pip install a\nRUN pip install b\n',
    'a text that is no shell text': `${FROM}RUN apt-get update\nRUN apt-get install "libpq5\n`,
    triggers: `${FROM}ONBUILD RUN pip install a\nONBUILD RUN pip install b\n`,
    'two stages': `${FROM.trim()} AS a\nRUN pip install gunicorn\n\nFROM a\nRUN pip install django\n`,
    'programs that are no installers': `${FROM}RUN ./build.sh\nRUN npm ci\nRUN npm run build\nRUN curl -O https://example.com/x\n`,
    'a package source that a script sets up': `${FROM}RUN apt-get update && apt-get install --yes curl\nRUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash -\nRUN apt-get install --yes nodejs\n`,
    'what the environment runs is a program of its own': `${FROM}RUN poetry install\nRUN poetry run python manage.py collectstatic --noinput\nRUN uv run manage.py compilemessages\n`,
    'a tool that is run once': `${FROM}RUN uv sync\nRUN uv tool run ruff check\n`,
    'modes of different files': `${FROM}RUN chmod +x /entrypoint.sh\nRUN chmod +x /start.sh\n`,
    'line ends of one file, the mode of another': `${FROM}RUN sed -i 's/\\r$//' /entrypoint.sh\nRUN chmod +x /start.sh\n`,
    'an account, and the owner of what a COPY brought': `${FROM}COPY . /app\nRUN adduser --disabled-password app\nRUN chown -R app /app\n`,
    'a list of packages and what is done with it': `${FROM}RUN uv export -o requirements.txt\nRUN pip wheel -r requirements.txt\n`,
    'an account and the mode of a script': `${FROM}RUN useradd app\nRUN chmod +x /entrypoint.sh\n`,
    'the mode of a script and an account': `${FROM}RUN chmod +x /entrypoint.sh\nRUN useradd app\n`,
    'a removal that has nothing to do with the packages': `${FROM}RUN pip install gunicorn\nRUN rm -rf /app/.git\n`,
    'a clean-up cannot begin a group': `${FROM}RUN rm -rf /tmp/build\nRUN rm -rf /var/lib/apt/lists/*\n`,
    'settings of the shell alone': `${FROM}RUN set -eux\nRUN export A=b\nRUN cd /app\n`,
    'an echo beside an installer': `${FROM}RUN apt-get update\nRUN echo done\nRUN echo again\n`,
  },
  invalid: {
    'packages in three steps': {
      code: `${FROM}«RUN apt-get update\nRUN apt-get install --yes libpq5\nRUN rm -rf /var/lib/apt/lists/*»\n${SHIP}`,
      message: message(3, 'package'),
      title: 'Merge 3 RUN instructions into one',
      fixed: `${FROM}RUN apt-get update \\\n    && apt-get install --yes libpq5 \\\n    && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'Python packages, the last line without a line break': {
      code: `${FROM}«RUN pip install --no-cache-dir gunicorn\nRUN pip install --no-cache-dir django»`,
      message: message(2, 'Python package'),
      fixed: `${FROM}RUN pip install --no-cache-dir gunicorn \\\n    && pip install --no-cache-dir django`,
    },
    'accounts, directories and owners': {
      code: `${FROM}«RUN groupadd app\nRUN useradd --gid app app\n\nRUN mkdir -p /app/media\nRUN chown app:app /app/media»\n${SHIP}`,
      message: message(4, 'user and file'),
      fixed: `${FROM}RUN groupadd app \\\n    && useradd --gid app app \\\n    && mkdir -p /app/media \\\n    && chown app:app /app/media\n${SHIP}`,
    },
    'line ends and mode of one script keep their order': {
      code: `${FROM}COPY entrypoint.sh /\n«RUN sed -i 's/\\r$//g' /entrypoint.sh\nRUN chmod +x /entrypoint.sh»\n${SHIP}`,
      message: message(2, 'user and file'),
      fixed: `${FROM}COPY entrypoint.sh /\nRUN sed -i 's/\\r$//g' /entrypoint.sh \\\n    && chmod +x /entrypoint.sh\n${SHIP}`,
    },
    'a step that belongs to the last of those behind it': {
      code: `${FROM}«RUN mkdir -p /srv/logs\nRUN chmod -R +x /srv/bin\nRUN chmod -R 750 /srv»\n${SHIP}`,
      message: message(3, 'user and file'),
      fixed: `${FROM}RUN mkdir -p /srv/logs \\\n    && chmod -R +x /srv/bin \\\n    && chmod -R 750 /srv\n${SHIP}`,
    },
    'a directory and the mode of what lies in it': {
      code: `${FROM}«RUN mkdir -p /srv/run\nRUN chmod 700 /srv/run/private»\n`,
    },
    apk: {
      code: `FROM python:3.13-alpine\n«RUN apk add --no-cache libpq\nRUN apk add --no-cache gettext»\n${SHIP}`,
      fixed: `FROM python:3.13-alpine\nRUN apk add --no-cache libpq \\\n    && apk add --no-cache gettext\n${SHIP}`,
    },
    'a virtual environment and what goes into it': {
      code: `${FROM}«RUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install --no-cache-dir gunicorn»\n`,
      fixed: `${FROM}RUN python -m venv /opt/venv \\\n    && /opt/venv/bin/pip install --no-cache-dir gunicorn\n`,
    },
    'two kinds of installers of one family': {
      code: `${FROM}«RUN pip install --no-cache-dir uv\nRUN uv sync --locked --no-cache»\n`,
      fixed: `${FROM}RUN pip install --no-cache-dir uv \\\n    && uv sync --locked --no-cache\n`,
    },
    'equal mounts are kept once': {
      code: `${FROM}«RUN --mount=type=cache,target=/root/.cache/pip pip install gunicorn\nRUN --mount=type=cache,target=/root/.cache/pip pip install django»\n`,
      fixed: `${FROM}RUN --mount=type=cache,target=/root/.cache/pip pip install gunicorn \\\n    && pip install django\n`,
    },
    'mounts on lines of their own': {
      code: `${FROM}«RUN --mount=type=cache,target=/a \\\n    --mount=type=cache,target=/b \\\n    pip install gunicorn\nRUN --mount=type=cache,target=/b --mount=type=cache,target=/a \\\n    pip install django»\n`,
      fixed: `${FROM}RUN --mount=type=cache,target=/a \\\n    --mount=type=cache,target=/b \\\n    pip install gunicorn \\\n    && pip install django\n`,
    },
    'the style of the first RUN': {
      code: `${FROM}«RUN apt-get update && \\\n  apt-get install --yes libpq5\nRUN apt-get clean && rm -rf /var/lib/apt/lists/*»\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update && \\\n  apt-get install --yes libpq5 && \\\n  apt-get clean && \\\n  rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'the style of another RUN of the stage': {
      code: `${FROM}«RUN pip install --no-cache-dir gunicorn\nRUN pip install --no-cache-dir django»\nRUN apt-get update && \\\n\tapt-get install --yes libpq5 && \\\n\trm -rf /var/lib/apt/lists/*\n${SHIP}`,
      fixed: `${FROM}RUN pip install --no-cache-dir gunicorn && \\\n\tpip install --no-cache-dir django\nRUN apt-get update && \\\n\tapt-get install --yes libpq5 && \\\n\trm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'words on several lines stay where they are': {
      code: `${FROM}«RUN apt-get update\nRUN apt-get install --yes \\\n      libpq5 \\\n      # translations\n      gettext»\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update \\\n    && apt-get install --yes \\\n      libpq5 \\\n      # translations\n      gettext\n${SHIP}`,
      alsoFires: LISTS,
    },
    'an indented file': {
      code: `${FROM}  «RUN apt-get update\n  RUN apt-get install --yes libpq5»\n`,
      fixed: `${FROM}  RUN apt-get update \\\n      && apt-get install --yes libpq5\n`,
      alsoFires: LISTS,
    },
    'the escape character of the file': {
      code: `# escape=\`\n${FROM}«RUN apt-get update\nRUN apt-get install --yes libpq5»\n`,
      fixed: `# escape=\`\n${FROM}RUN apt-get update \`\n    && apt-get install --yes libpq5\n`,
      alsoFires: LISTS,
    },
    'keywords in lower case': {
      code: `${FROM}«run apt-get update\nrun apt-get install --yes libpq5»\n`,
      fixed: `${FROM}run apt-get update \\\n    && apt-get install --yes libpq5\n`,
      alsoFires: LISTS,
    },
    'a comment between makes it a hint, and stays': {
      code: `${FROM}«RUN apt-get update\n\n# the client library of PostgreSQL\nRUN apt-get install --yes libpq5»\n${SHIP}`,
      severity: 'hint',
      message: '2 commented RUNs for package steps make 2 layers; a clean-up in a later one frees nothing',
      fixed: `${FROM}RUN apt-get update \\\n    # the client library of PostgreSQL\n    && apt-get install --yes libpq5\n${SHIP}`,
      alsoFires: LISTS,
    },
    'a folder is the same with a slash behind it': {
      code: `${FROM}«RUN mkdir -p /srv/media\nRUN chown -R 1000 /srv/»\n${SHIP}`,
    },
    'a comment behind some of them explains the last one only': {
      code: `${FROM}«RUN apt-get update\nRUN apt-get install --yes gcc\nRUN apt-get install --yes libpq5»\n# what the tests need\nRUN apt-get install --yes postgresql-client\n${SHIP}`,
      severity: 'info',
      message: /^3 RUNs /,
      fixed: `${FROM}RUN apt-get update \\\n    && apt-get install --yes gcc \\\n    && apt-get install --yes libpq5 \\\n    # what the tests need\n    && apt-get install --yes postgresql-client\n${SHIP}`,
      alsoFires: ['consecutive-runs', ...LISTS],
    },
    'as many behind the part that no comment divides': {
      code: `${FROM}«RUN apt-get update\nRUN apt-get install --yes libpq5»\n# for uploads\nRUN apt-get install --yes libmagic1\n${SHIP}`,
      severity: 'info',
      message: message(2, 'package'),
      alsoFires: ['consecutive-runs', ...LISTS],
    },
    'a comment between, trailing joiners': {
      code: `${FROM}«RUN apt-get update && \\\n    apt-get upgrade --yes\n# the client library\n# of PostgreSQL\nRUN apt-get install --yes libpq5»\n${SHIP}`,
      severity: 'hint',
      fixed: `${FROM}RUN apt-get update && \\\n    apt-get upgrade --yes && \\\n    # the client library\n    # of PostgreSQL\n    apt-get install --yes libpq5\n${SHIP}`,
    },
    'an ignore comment of a linter between cannot move': {
      code: `${FROM}«RUN apt-get update\n# hadolint ignore=DL3008\nRUN apt-get install --yes libpq5»\n${SHIP}`,
      severity: 'hint',
      fixed: null,
    },
    'a comment between the mounts and the command cannot move': {
      code: `${FROM}«RUN --mount=type=cache,target=/a pip install gunicorn\nRUN --mount=type=cache,target=/a \\\n    # the framework\n    pip install django»\n`,
      fixed: null,
    },
    'a comment above the first says nothing of the split': {
      code: `${FROM}# system packages\n«RUN apt-get update\nRUN apt-get install --yes libpq5»\n${SHIP}`,
      severity: 'info',
      alsoFires: LISTS,
    },
    'a builder': {
      code: `${FROM.trim()} AS builder\n«RUN apt-get update\nRUN apt-get install --yes gcc»\n\n${FROM}COPY --from=builder /opt/venv /opt/venv\n`,
      severity: 'hint',
      alsoFires: LISTS,
    },
    'a development stage': {
      code: `${FROM.trim()} AS dev\n«RUN pip install a\nRUN pip install b»\n`,
      severity: 'hint',
    },
    'two groups': {
      code: `${FROM}«RUN apt-get update\nRUN apt-get install --yes libpq5»\n«RUN pip install a\nRUN pip install b»\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update \\\n    && apt-get install --yes libpq5\nRUN pip install a \\\n    && pip install b\n${SHIP}`,
      alsoFires: LISTS,
    },
    'semicolons hide failures': {
      code: `${FROM}«RUN apt-get update; apt-get install --yes libpq5\nRUN rm -rf /var/lib/apt/lists/*»\n${SHIP}`,
      fixed: null,
    },
    'a fallback in the second would catch the first': {
      code: `${FROM}«RUN apt-get update\nRUN apt-get install --yes libpq5 || true»\n${SHIP}`,
      fixed: null,
    },
    'a job in the background': {
      code: `${FROM}«RUN apt-get update &\nRUN apt-get install --yes libpq5»\n${SHIP}`,
      fixed: null,
    },
    'a comment of the shell would swallow the rest': {
      code: `${FROM}«RUN apt-get update # fresh lists\nRUN apt-get install --yes libpq5»\n${SHIP}`,
      fixed: null,
    },
    'a condition': {
      code: `${FROM}ARG EXTRA\n«RUN apt-get update\nRUN if apt-get install --yes $EXTRA; then true; fi»\n${SHIP}`,
      fixed: null,
    },
    'cd in front of other commands would move them': {
      code: `${FROM}«RUN cd /app && pip install -e .\nRUN pip install gunicorn»\n`,
      fixed: null,
    },
    'cd in the last RUN moves nothing else': {
      code: `${FROM}«RUN pip install gunicorn\nRUN cd /app && pip install -e .»\n`,
      fixed: `${FROM}RUN pip install gunicorn \\\n    && cd /app \\\n    && pip install -e .\n`,
    },
    'an exported variable would stay': {
      code: `${FROM}«RUN export DEBIAN_FRONTEND=noninteractive && apt-get update\nRUN apt-get install --yes tzdata && rm -rf /var/lib/apt/lists/*»\n${SHIP}`,
      fixed: `${FROM}RUN export DEBIAN_FRONTEND=noninteractive \\\n    && apt-get update \\\n    && apt-get install --yes tzdata \\\n    && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
      fix: 'review',
    },
    'so would a variable of the shell': {
      code: `${FROM}«RUN PACKAGES=libpq5 && apt-get update\nRUN apt-get install --yes $PACKAGES && rm -rf /var/lib/apt/lists/*»\n${SHIP}`,
      fix: 'review',
      alsoFires: ['apt-flags'],
    },
    'a variable for one command does not': {
      code: `${FROM}«RUN DEBIAN_FRONTEND=noninteractive apt-get update\nRUN apt-get install --yes tzdata && rm -rf /var/lib/apt/lists/*»\n${SHIP}`,
      fix: 'safe',
    },
    'options of the shell would stay': {
      code: `${FROM}«RUN set -u && apt-get update\nRUN apt-get install --yes $EXTRA && rm -rf /var/lib/apt/lists/*»\n${SHIP}`,
      fix: 'review',
    },
    'a file that is read into the shell': {
      code: `${FROM}«RUN . /opt/venv/bin/activate && pip install gunicorn\nRUN pip install django»\n`,
      fixed: null,
    },
    'a trap and an exit': {
      code: `${FROM}«RUN pip install gunicorn && exit 0\nRUN pip install django»\n`,
      fixed: null,
    },
    'exec never comes back': {
      code: `${FROM}«RUN exec apt-get update\nRUN apt-get install --yes libpq5»\n${SHIP}`,
      fixed: null,
    },
    'exec at the very end': {
      code: `${FROM}«RUN apt-get update\nRUN exec apt-get install --yes libpq5»\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update \\\n    && exec apt-get install --yes libpq5\n${SHIP}`,
      alsoFires: LISTS,
    },
    'a joiner that waits for a command': {
      code: `${FROM}«RUN apt-get update\nRUN apt-get install --yes libpq5 && »\n`.replace('&& »', '&&» '),
      fixed: null,
    },
    'pip that replaces itself beside the one of the distribution': {
      code: 'FROM ubuntu:24.04\n«RUN pip3 install --upgrade pip\nRUN pip3 install gunicorn»\n',
      fixed: 'FROM ubuntu:24.04\nRUN pip3 install --upgrade pip \\\n    && pip3 install gunicorn\n',
      fix: 'review',
    },
    'pip of the official image replaces itself in place': {
      code: `${FROM}«RUN pip install --upgrade pip\nRUN pip install gunicorn»\n`,
      fix: 'safe',
    },
    'a login shell reads the profile again for each RUN': {
      code: `${FROM}SHELL ["/bin/bash", "-lc"]\n«RUN apt-get update\nRUN apt-get install --yes libpq5»\n`,
      fix: 'review',
      alsoFires: LISTS,
    },
    'a shell with options': {
      code: `${FROM}SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n«RUN apt-get update\nRUN apt-get install --yes libpq5»\n`,
      fix: 'safe',
      alsoFires: LISTS,
    },
    'BASH_ENV is read for each RUN': {
      code: `${FROM}ENV BASH_ENV=/etc/profile\n«RUN apt-get update\nRUN apt-get install --yes libpq5»\n`,
      fix: 'review',
      alsoFires: LISTS,
    },
    'a template is not the file that is built': {
      code: 'FROM python:{{ version }}\n«RUN apt-get update\nRUN apt-get install --yes libpq5»\n',
      fixed: null,
    },
  },
});
