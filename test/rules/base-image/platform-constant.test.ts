import rule from '../../../server/src/engine/rules/base-image/platform-constant.ts';
import { testRule } from '../../support/rule-tester.ts';

const REST = 'python:3.13-slim-trixie\n';

testRule(rule, {
  valid: {
    'the head of the file says why':
      '# The browser exists for amd64 only.\n\n# Example: FROM x\n\nFROM --platform=linux/amd64 python:3.14-slim-trixie\n',
    'no platform': `FROM ${REST}`,
    "the builder's": `FROM --platform=$BUILDPLATFORM node:24.11 AS assets\nFROM --platform=\${TARGETPLATFORM} ${REST}`,
    'a variable': `ARG PLATFORM=linux/amd64\nFROM --platform=$PLATFORM ${REST}`,
    'a comment says why': `# there is no arm64 build of the driver\nFROM --platform=linux/amd64 ${REST}`,
    'a comment at one of them speaks for all': `# Apple machines cannot build this\nFROM --platform=linux/amd64 python:3.13 AS builder\nFROM --platform=linux/amd64 ${REST}`,
    'a stage for each platform': `FROM --platform=linux/amd64 python:3.13 AS build-amd64\nFROM --platform=linux/arm64 python:3.13 AS build-arm64\nFROM ${REST}`,
    'another platform is a choice': `FROM --platform=linux/arm64 ${REST}`,
  },
  invalid: {
    amd64: {
      code: `FROM «--platform=linux/amd64» ${REST}`,
      message: 'Every machine builds for linux/amd64: on ARM that is emulated, and many times slower',
      fixed: `FROM ${REST}`,
    },
    'under its other name': { code: `FROM «--platform=linux/x86_64» ${REST}`, fixed: `FROM ${REST}` },
    'a comment about something else': {
      code: `# The final stage\nFROM «--platform=linux/amd64» ${REST}`,
      fixed: `# The final stage\nFROM ${REST}`,
    },
    'all stages together': {
      code: `FROM «--platform=linux/amd64» python:3.13 AS builder\nFROM --platform=linux/amd64 ${REST}`,
      related: ['--platform=linux/amd64'],
      fixed: `FROM python:3.13 AS builder\nFROM ${REST}`,
    },
  },
});
