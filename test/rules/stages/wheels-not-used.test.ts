import rule from '../../../server/src/engine/rules/stages/wheels-not-used.ts';
import { testRule } from '../../support/rule-tester.ts';

const BUILDER =
  'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\nRUN pip wheel --no-cache-dir --wheel-dir=/wheels -r requirements.txt\n\n';
const SLIM = 'FROM python:3.13-slim-trixie\n';
const COPY = 'COPY --from=builder /wheels /wheels\n';
const FILE = 'COPY requirements.txt .\n';

testRule(rule, {
  valid: {
    'no index': `${BUILDER}${SLIM}${COPY}RUN pip install --no-index /wheels/*\n`,
    'no index, and where to look': `${BUILDER}${SLIM}${COPY}${FILE}RUN pip install --no-index --find-links=/wheels -r requirements.txt\n`,
    'no index, by a variable': `${BUILDER}${SLIM}${COPY}ENV PIP_NO_INDEX=1\nRUN pip install /wheels/*\n`,
    'where to look, by a variable': `${BUILDER}${SLIM}${COPY}${FILE}ENV PIP_FIND_LINKS=/wheels\nRUN pip install -r requirements.txt\n`,
    'the files and nothing they depend on': `${BUILDER}${SLIM}${COPY}RUN pip install --no-deps /wheels/*.whl\n`,
    'more from an index, on purpose': `${BUILDER}${SLIM}${COPY}RUN pip install /wheels/* gunicorn\n`,
    'packages by their names, which need not be among the wheels': `${BUILDER}${SLIM}${COPY}RUN pip install -f /wheels gunicorn\n`,
    'an index of their own': `${BUILDER}${SLIM}${COPY}RUN pip install --extra-index-url=https://pypi.example.com/ /wheels/*\n`,
    'options in a variable': `${BUILDER}${SLIM}${COPY}ARG OPTIONS\nRUN pip install $OPTIONS /wheels/*\n`,
    'a configuration of pip': `${BUILDER}${SLIM}${COPY}COPY pip.conf /etc/pip.conf\nRUN pip install /wheels/*\n`,
    'another file of requirements': `${BUILDER}${SLIM}${COPY}RUN pip install --no-index /wheels/* && pip install -r extra.txt\n`,
    'another file, and nobody uses the wheels': `${BUILDER}${SLIM}${COPY}COPY production.txt .\nRUN pip install -r production.txt\n`,
    'wheels of something else': `FROM python:3.13-slim AS builder\nRUN pip wheel -w /wheels uwsgi\n${SLIM}${COPY}RUN pip install -r requirements.txt\n`,
    'the install comes first': `${BUILDER}${SLIM}RUN pip install -r requirements.txt\n${COPY}`,
    'no wheels at all': `${SLIM}${FILE}RUN pip install -r requirements.txt\n`,
    'for development': `${BUILDER}FROM python:3.13-slim-trixie AS dev\n${COPY}RUN pip install /wheels/*\n`,
  },
  invalid: {
    'the files, and PyPI for what they depend on': {
      code: `${BUILDER}${SLIM}${COPY}RUN «pip install --no-cache /wheels/*»\n`,
      message: 'Without --no-index pip may take other packages from PyPI than the wheels in /wheels',
      related: ['COPY --from=builder /wheels /wheels'],
      title: 'Add --no-index',
      fixed: `${BUILDER}${SLIM}${COPY}RUN pip install --no-index --no-cache /wheels/*\n`,
    },
    'the files from a mount': {
      code: `${BUILDER}${SLIM}RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \\\n    «pip install /wheels/*»\n`,
      fixed: `${BUILDER}${SLIM}RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \\\n    pip install --no-index /wheels/*\n`,
    },
    'where to look, and PyPI as well': {
      code: `${BUILDER}${SLIM}${COPY}${FILE}RUN «pip install -f /wheels -r requirements.txt»\n`,
      fixed: `${BUILDER}${SLIM}${COPY}${FILE}RUN pip install --no-index -f /wheels -r requirements.txt\n`,
    },
    'nobody uses them': {
      alsoFires: ['wheels-left-in-image'],
      code: `${BUILDER}${SLIM}${COPY}${FILE}RUN «pip install --no-cache-dir -r requirements.txt»\n`,
      message: 'The wheels in /wheels are not used: pip downloads and builds every package once more',
      title: 'Add --no-index --find-links=/wheels',
      fixed: `${BUILDER}${SLIM}${COPY}${FILE}RUN pip install --no-index --find-links=/wheels --no-cache-dir -r requirements.txt\n`,
    },
    'in an exec form': {
      alsoFires: ['wheels-left-in-image'],
      code: `${BUILDER}${SLIM}${COPY}${FILE}RUN [«"pip", "install", "-r", "requirements.txt"»]\n`,
      fixed: `${BUILDER}${SLIM}${COPY}${FILE}RUN ["pip", "install", "--no-index", "--find-links=/wheels", "-r", "requirements.txt"]\n`,
    },
    'the wheels come with a stage it is FROM': {
      code: `${BUILDER}FROM python:3.13-slim AS base\n${COPY}FROM base\n${FILE}RUN «pip install -r requirements.txt»\n`,
    },
    'from an image': {
      code: `${SLIM}COPY --from=registry.example.com/wheels /wheels /wheels\nRUN «pip install /wheels/*»\n`,
    },
  },
});
