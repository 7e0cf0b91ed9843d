import rule from '../../../server/src/engine/rules/stages/unused-stage.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.13-slim-trixie';
const BUILDER = `${SLIM} AS builder\nRUN python -m venv /opt/venv\n\n`;
const LAST = `${SLIM}\nCOPY . .\nCMD ["gunicorn", "config.wsgi"]\n`;
const unnamed = 'This stage is used by nothing: no later stage is FROM it or copies from it, so it is not built';

testRule(rule, {
  valid: {
    'one stage': LAST,
    'the last stage': `${BUILDER}${SLIM}\nCOPY --from=builder /opt/venv /opt/venv\n`,
    'by its number': `${BUILDER}${SLIM}\nCOPY --from=0 /opt/venv /opt/venv\n`,
    'by a mount': `${BUILDER}${SLIM}\nRUN --mount=type=bind,from=builder,target=/b cp -r /b/opt /opt\n`,
    'as a parent': `${BUILDER}FROM builder\nCMD ["gunicorn", "config.wsgi"]\n`,
    'a parent whose name a variable gives': `${SLIM} AS deps-amd64\nRUN pip install django\n\nFROM deps-\${TARGETARCH}\n`,
    'an image of its own': `${BUILDER}CMD ["celery"]\n\n${LAST}`,
    'a target by its name': `${SLIM} AS worker\nRUN pip install celery\n\n${LAST}`,
    'tests and documents are built on their own': `${SLIM} AS test\nRUN pytest\n\n${LAST}`,
    'assets that CI may take out': `FROM node:22 AS assets\nRUN npm run build\n\n${LAST}`,
    'a misspelled reference': `${BUILDER}${SLIM}\nCOPY --from=bulider /opt/venv /opt/venv\n`,
    'a reference that is a variable': `${BUILDER}${SLIM}\nARG FROM=builder\nCOPY --from=$FROM /opt/venv /opt/venv\n`,
    'a trigger may copy': `${BUILDER}${SLIM}\nONBUILD COPY --from=builder /opt/venv /opt/venv\n`,
  },
  invalid: {
    'a builder nobody copies from': {
      code: `${SLIM} AS «builder»\nRUN python -m venv /opt/venv\n\n${LAST}`,
      message: 'The stage builder is used by nothing: no later stage is FROM it or copies from it, so it is not built',
    },
    'a stage without a name': {
      code: `FROM «python:3.13-slim-trixie»\nRUN pip install django\n\n${LAST}`,
      message: unnamed,
    },
    'a tool that the next stage was to take': {
      code: `${SLIM} AS «poetry-base»\nRUN pip install poetry==2.4.1\n\n${LAST}`,
    },
    'other images are no reference': {
      code: `${SLIM} AS «python-build-stage»\nRUN pip wheel django\n\n${SLIM}\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\n`,
    },
  },
});
