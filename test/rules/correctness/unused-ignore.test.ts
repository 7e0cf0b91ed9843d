import rule from '../../../server/src/engine/rules/correctness/unused-ignore.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
const CACHED = 'RUN pip install --no-cache-dir django\n';
const files = { 'manage.py': '' };

testRule(rule, {
  valid: {
    'it silences a finding': {
      code: `${FROM}# django-dockerfile ignore=pip-cache-left why\nRUN pip install django\n`,
      files,
    },
    'it silences a finding from inside the instruction': {
      code: `${FROM}RUN true && \\\n    # django-dockerfile ignore=pip-cache-left\n    pip install django\n`,
      files,
    },
    'it silences a finding in the file': {
      code: `# django-dockerfile ignore-file=pip-cache-left\n${FROM}RUN pip install django\n`,
      files,
    },
    'both comments silence the same': {
      code: `# django-dockerfile ignore-file=pip-cache-left\n${FROM}# django-dockerfile ignore=pip-cache-left\nRUN pip install django\n`,
      files,
    },
    'nobody knows the project': `${FROM}# django-dockerfile ignore=pip-cache-left\n${CACHED}`,
    'the comments of other tools': { code: `${FROM}# hadolint ignore=DL3042\n# check=skip=x\n${CACHED}`, files },
    'its own name': { code: `# django-dockerfile ignore-file=unused-ignore\n${FROM}${CACHED}`, files },
    'a text that is no such comment': { code: `${FROM}# django-dockerfile ignores nothing\n${CACHED}`, files },
  },
  invalid: {
    'nothing is left to silence': {
      code: `${FROM}# django-dockerfile ignore=«pip-cache-left» too slow\n${CACHED}`,
      files,
      message: 'Here pip-cache-left finds nothing that this comment could silence',
      title: 'Remove pip-cache-left from the comment',
      fixed: `${FROM}${CACHED}`,
    },
    'in the file': {
      code: `# syntax=docker/dockerfile:1\n# django-dockerfile ignore-file=«pip-cache-left»\n${FROM}${CACHED}`,
      files,
      fixed: `# syntax=docker/dockerfile:1\n${FROM}${CACHED}`,
    },
    'no such rule, wherever it is': {
      code: `${FROM}# django-dockerfile ignore=«DL3042»\nRUN pip install django\n`,
      message: 'No rule is called DL3042',
      fixed: `${FROM}RUN pip install django\n`,
    },
    'one of several': {
      code: `${FROM}# django-dockerfile ignore=«no-such», pip-cache-left,«runs-as-root» why\nRUN pip install django\n`,
      files,
      fixed: `${FROM}# django-dockerfile ignore=pip-cache-left why\nRUN pip install django\n`,
    },
    'all of several': {
      code: `${FROM}# django-dockerfile ignore=«one»,«two» why\n${CACHED}`,
      fixed: `${FROM}${CACHED}`,
    },
    'it stands above a blank line': {
      code: `${FROM}# django-dockerfile ignore=«pip-cache-left»\n\nRUN pip install django\n`,
      files,
      fixed: `${FROM}\nRUN pip install django\n`,
    },
    'it speaks of the file too late': {
      code: `${FROM}# django-dockerfile ignore-file=«pip-cache-left»\nRUN pip install django\n`,
      files,
      fixed: `${FROM}RUN pip install django\n`,
    },
    'another instruction has the finding': {
      code: `${FROM}# django-dockerfile ignore=«pip-cache-left»\nCOPY a /b/\nRUN pip install django\n`,
      files: { ...files, a: '' },
      fixed: `${FROM}COPY a /b/\nRUN pip install django\n`,
    },
    'inside an instruction': {
      code: `${FROM}RUN true && \\\n    # django-dockerfile ignore=«no-such»\n    true\n`,
      fixed: `${FROM}RUN true && \\\n    true\n`,
    },
    'in the last line': {
      code: `${FROM}RUN true\n# django-dockerfile ignore=«no-such»`,
      fixed: `${FROM}RUN true`,
    },
    'a comment below it would become a directive': {
      code: `# django-dockerfile ignore-file=«no-such»\n# escape=\`\n${FROM}`,
      fixed: null,
    },
  },
});
