import rule from '../../../server/src/engine/rules/stages/wheels-left-in-image.ts';
import { testRule } from '../../support/rule-tester.ts';

const BUILDER =
  'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\nRUN pip wheel --no-cache-dir -w /app/wheels -r requirements.txt\n\n';
const SLIM = 'FROM python:3.13-slim-trixie\n';
const COPY = 'COPY --from=builder /app/wheels /wheels\n';
const MARKED = '«COPY --from=builder /app/wheels /wheels»\n';
const MOUNT = '--mount=type=bind,from=builder,source=/app/wheels,target=/wheels';
const INSTALL = 'RUN pip install --no-cache-dir --no-index /wheels/*\n';
const FIXED_INSTALL = `RUN ${MOUNT} \\\n    pip install --no-cache-dir --no-index /wheels/*\n`;

testRule(rule, {
  valid: {
    'a mount': `${BUILDER}${SLIM}${FIXED_INSTALL}`,
    'nobody installs them': `${BUILDER}${SLIM}${COPY}RUN pip install -r requirements.txt\n`,
    'wheels of the project': `${SLIM}COPY wheels /wheels\n${INSTALL}`,
    'something else': `${BUILDER}${SLIM}COPY --from=builder /app /app\nRUN pip install /app\n`,
    'the install comes first': `${BUILDER}${SLIM}RUN pip install /wheels/*\n${COPY}`,
    'a folder nobody knows': `${BUILDER}${SLIM}ARG W\nCOPY --from=builder /app/wheels $W\nRUN pip install $W/*\n`,
    'another folder': `${BUILDER}${SLIM}${COPY}RUN pip install /other/*\n`,
  },
  invalid: {
    'a folder that the build may name': {
      code: `FROM python:3.13-slim-trixie AS builder\nRUN pip wheel --no-cache-dir --wheel-dir=/wheels -r requirements.txt\n\nFROM python:3.13-slim-bookworm\nARG WHEELS=/wheels\n«COPY --from=builder /wheels $WHEELS»\nRUN pip install --no-cache-dir --no-index --find-links=$WHEELS -r requirements.txt\nCMD ["gunicorn", "config.wsgi"]\n`,
      fix: 'review',
    },
    'copied and installed': {
      code: `${BUILDER}${SLIM}${MARKED}${INSTALL}`,
      message: 'The wheels in /wheels stay in the image beside what pip installs from them',
      related: ['pip install --no-cache-dir --no-index /wheels/*'],
      title: 'Mount /wheels for the install instead of copying it',
      fixed: `${BUILDER}${SLIM}${FIXED_INSTALL}`,
    },
    'removed in the same RUN as installed': {
      code: `${BUILDER}${SLIM}${MARKED}COPY --from=builder /app/requirements.txt /tmp/requirements.txt\nRUN pip install --no-cache-dir --no-index --find-links=/wheels -r /tmp/requirements.txt \\\n    && rm -rf /wheels /tmp/requirements.txt\n`,
      message: 'The wheels in /wheels stay in this layer: the later rm hides them, and the image is no smaller',
      related: ['rm -rf /wheels /tmp/requirements.txt'],
      fixed: `${BUILDER}${SLIM}COPY --from=builder /app/requirements.txt /tmp/requirements.txt\nRUN ${MOUNT} \\\n    pip install --no-cache-dir --no-index --find-links=/wheels -r /tmp/requirements.txt \\\n    && rm -rf /tmp/requirements.txt\n`,
    },
    'removed alone, in a chain': {
      code: `${BUILDER}${SLIM}${MARKED}RUN pip install --no-index /wheels/*.whl && \\\n    rm -rf /wheels/* && \\\n    echo done\n`,
      fixed: `${BUILDER}${SLIM}RUN ${MOUNT} \\\n    pip install --no-index /wheels/*.whl && \\\n    echo done\n`,
    },
    'removed in a RUN of its own': {
      code: `${BUILDER}${SLIM}${MARKED}${INSTALL}RUN rm -r /wheels\nCMD ["gunicorn"]\n`,
      fixed: `${BUILDER}${SLIM}${FIXED_INSTALL}CMD ["gunicorn"]\n`,
    },
    'with other mounts, and a break behind RUN': {
      code: `${BUILDER}${SLIM}${MARKED}RUN \\\n    --mount=type=cache,target=/root/.cache \\\n    pip install --no-index /wheels/*\n`,
      fixed: `${BUILDER}${SLIM}RUN ${MOUNT} \\\n    --mount=type=cache,target=/root/.cache \\\n    pip install --no-index /wheels/*\n`,
    },
    'in a heredoc': {
      code: `${BUILDER}${SLIM}${MARKED}RUN <<EOF\nset -e\npip install --no-index /wheels/*\nEOF\n`,
      fixed: `${BUILDER}${SLIM}RUN ${MOUNT} <<EOF\nset -e\npip install --no-index /wheels/*\nEOF\n`,
    },
    'to a relative folder': {
      code: `${BUILDER}${SLIM}WORKDIR /srv\n«COPY --from=builder --chown=root /app/wheels ./wheels»\nRUN pip install --no-index wheels/*\n`,
      fixed: `${BUILDER}${SLIM}WORKDIR /srv\nRUN --mount=type=bind,from=builder,source=/app/wheels,target=/srv/wheels \\\n    pip install --no-index wheels/*\n`,
    },
    'another user installs': {
      code: `${BUILDER}${SLIM}USER app\n${MARKED}${INSTALL}`,
      fix: 'review',
    },
    'some of the files': {
      code: `${BUILDER}${SLIM}«COPY --from=builder /app/wheels/*.whl /wheels/»\n${INSTALL}`,
      fix: 'review',
      fixed: `${BUILDER}${SLIM}${FIXED_INSTALL}`,
    },
    'from an image, by its name': {
      code: `${SLIM}«COPY --from=registry.example.com/wheels:1 /wheels /wheels»\n${INSTALL}`,
      fixed: `${SLIM}RUN --mount=type=bind,from=registry.example.com/wheels:1,source=/wheels,target=/wheels \\\n    pip install --no-cache-dir --no-index /wheels/*\n`,
    },
    'a stage that ships nothing': {
      code: `${BUILDER}${SLIM.replace('\n', ' AS middle\n')}${MARKED}${INSTALL}\n${SLIM}COPY --from=middle /usr/local /usr/local\n`,
      severity: 'hint',
      fixed: `${BUILDER}${SLIM.replace('\n', ' AS middle\n')}${FIXED_INSTALL}\n${SLIM}COPY --from=middle /usr/local /usr/local\n`,
    },
    'a stage without a name cannot be mounted': {
      code: `${BUILDER.replace(' AS builder', '')}${SLIM}«COPY --from=0 /app/wheels /wheels»\n${INSTALL}`,
      fixed: null,
    },
    'something else speaks of the folder': {
      code: `${BUILDER}${SLIM}${MARKED}${INSTALL}RUN ls /wheels\n`,
      fixed: null,
    },
    'a variable speaks of the folder': {
      code: `${BUILDER}${SLIM}${MARKED}ENV PIP_FIND_LINKS=/wheels\n${INSTALL}`,
      fixed: null,
    },
    'a variable names the folder': {
      code: `${BUILDER}${SLIM}ENV WHEELS=/wheels\n«COPY --from=builder /app/wheels $WHEELS»\nRUN pip install --no-index $WHEELS/* && rm -rf $WHEELS\n`,
      fixed: `${BUILDER}${SLIM}ENV WHEELS=/wheels\nRUN ${MOUNT} \\\n    pip install --no-index $WHEELS/*\n`,
    },
    'a variable names the folder to another command': {
      code: `${BUILDER}${SLIM}ENV WHEELS=/wheels\n${MARKED}${INSTALL}RUN ls $WHEELS\n`,
      fixed: null,
    },
    'another stage takes it from there': {
      code: `${BUILDER}FROM python:3.13-slim AS middle\n${MARKED}${INSTALL}${SLIM}COPY --from=middle /wheels /srv\n`,
      severity: 'hint',
      fixed: null,
    },
    'the rm may take more': {
      code: `${BUILDER}${SLIM}${MARKED}${INSTALL}RUN rm -rf /wheels/[ab]*\n`,
      fixed: null,
    },
    'the rm is no part of a chain': {
      code: `${BUILDER}${SLIM}${MARKED}RUN pip install --no-index /wheels/*; rm -rf /wheels\n`,
      fixed: null,
    },
  },
});
