import rule from '../../../server/src/engine/rules/base-image/base-image-no-digest.ts';
import { testRule } from '../../support/rule-tester.ts';

const DIGEST = `@sha256:${'0123456789abcdef'.repeat(4)}`;

testRule(rule, {
  valid: {
    'a digest': `FROM python:3.13-slim-trixie${DIGEST}\n`,
    'a digest in an ARG': `ARG BASE=python:3.13${DIGEST}\nFROM \${BASE}\n`,
    'a digest of the stage it is built on': `FROM python:3.13${DIGEST} AS base\nFROM base\n`,
    'an empty image': 'FROM scratch\nCOPY app /app\n',
    'development images': { code: 'FROM python:3.13\n', path: 'dev.Dockerfile' },
    'an ARG without a default': 'ARG BASE\nFROM ${BASE}\n',
  },
  invalid: {
    'a tag': {
      code: 'FROM python:«3.13-slim-trixie»\n',
      message: 'The tag may name another image tomorrow: without a digest this build cannot be repeated',
    },
    'the root of the final stage, not the builder': {
      code: 'FROM python:3.13 AS builder\nFROM python:«3.13-slim» AS base\nFROM base\nCOPY --from=builder /opt/venv /opt/venv\n',
    },
    'no tag either': { code: 'FROM «example.com/base»\n' },
    'two images that ship': {
      code: 'FROM python:«3.13-slim» AS web\nFROM python:3.13-slim AS worker\n',
      related: ['python:3.13-slim'],
    },
  },
});
