import rule from '../../../server/src/engine/rules/dependencies/psycopg2-binary.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.13-slim-trixie\n';
const INSTALL = 'COPY requirements.txt .\nRUN «pip install --no-cache-dir -r requirements.txt»\n';
const plain = (text: string): string => text.replace(/[«»]/g, '');
const project = (requirements: string) => ({ 'requirements.txt': requirements, 'manage.py': '' });
const message = 'psycopg2-binary brings its own libpq and libssl, which nobody patches: not meant for production';

testRule(rule, {
  valid: {
    'psycopg 3 and its documented default': `${SLIM}RUN pip install "psycopg[binary]" psycopg-binary\n`,
    'built from source': `${SLIM}RUN pip install psycopg2\n`,
    'another package of a like name': `${SLIM}RUN pip install psycopg2-binary-extras\n`,
    'requirements nobody can read': `${SLIM}${plain(INSTALL)}`,
    'requirements without it': { code: `${SLIM}${plain(INSTALL)}`, files: project('# psycopg2-binary\npsycopg2\n') },
    'a development stage': `${SLIM.trim()} AS dev\nRUN pip install psycopg2-binary\n`,
    'a development file': { code: `${SLIM}RUN pip install psycopg2-binary\n`, path: 'dev.Dockerfile' },
    'it is taken out': `${SLIM}RUN pip uninstall -y psycopg2-binary\n`,
  },
  invalid: {
    'named in the install': {
      code: `${SLIM}RUN pip install --no-cache-dir django «psycopg2-binary»\n`,
      message,
      fixed: `${SLIM}RUN pip install --no-cache-dir django "psycopg[binary]"\n`,
      title: 'Install psycopg 3 instead',
    },
    'with a version, which the other has not': {
      code: `${SLIM}RUN pip install «psycopg2_binary==2.9.11»\n`,
      fixed: null,
    },
    'through uv': { code: `${SLIM}RUN uv pip install --system «"psycopg2-binary"»\n` },
    'named in the requirements': {
      code: `${SLIM}${INSTALL}`,
      files: project('django\n  psycopg2-binary==2.9.11\n'),
      related: ['requirements.txt'],
      fixed: null,
    },
    'in a file they include': {
      code: `${SLIM}COPY requirements requirements\nRUN «pip install -r requirements/prod.txt»\n`,
      files: {
        'requirements/prod.txt': '-r base.txt\n',
        'requirements/base.txt': 'psycopg2-binary\n',
        'manage.py': '',
      },
      related: ['requirements/base.txt'],
    },
    'several stages are one cause': {
      code: `FROM python:3.13 AS builder\nRUN pip install «psycopg2-binary»\n\n${SLIM}RUN pip install psycopg2-binary\n`,
      fixed: `FROM python:3.13 AS builder\nRUN pip install "psycopg[binary]"\n\n${SLIM}RUN pip install "psycopg[binary]"\n`,
    },
  },
});
