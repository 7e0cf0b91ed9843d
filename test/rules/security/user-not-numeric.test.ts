import rule from '../../../server/src/engine/rules/security/user-not-numeric.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const NO_NUMBER = 'User app has no fixed number: volumes may lose their owner, Kubernetes cannot check it';

testRule(rule, {
  valid: {
    'a number': `${FROM}RUN useradd --uid 10001 app\nUSER 10001\n${CMD}`,
    'a number and a group': `${FROM}RUN useradd --uid 10001 app\nUSER 10001:app\n${CMD}`,
    'a user of the base image': `${FROM}USER www-data\n${CMD}`,
    'a user of an unknown base image': `FROM registry.example.com/base\nUSER app\n${CMD}`,
    'no user': `${FROM}RUN useradd app\n${CMD}`,
    root: `${FROM}RUN useradd app\nUSER app\nUSER root\n${CMD}`,
    'a user in a variable': `${FROM}ARG APP_USER=app\nRUN useradd --uid 1000 $APP_USER\nUSER $APP_USER\n${CMD}`,
    'a number in a variable': `${FROM}ARG UID=1000\nRUN useradd --uid $UID app\nUSER app\n${CMD}`,
    'options in a variable': `${FROM}RUN useradd $OPTIONS app\nUSER app\n${CMD}`,
    'the number may be changed': `${FROM}RUN useradd --uid 1000 app && usermod --uid 1001 app\nUSER app\n${CMD}`,
    'the list of users is written': `${FROM}RUN useradd --uid 1000 app && sed -i s/1000/1001/ /etc/passwd\nUSER app\n${CMD}`,
    'the user may be there already': `${FROM}RUN id app || useradd --uid 1000 app\nUSER app\n${CMD}`,
    'several users share the number': `${FROM}RUN useradd --non-unique --uid 1000 app\nUSER app\n${CMD}`,
    'made twice': `${FROM}RUN useradd --uid 1000 app\nRUN useradd --uid 1001 app\nUSER app\n${CMD}`,
    'a builder': `${FROM.trim()} AS builder\nRUN useradd app\nUSER app\n${FROM}COPY --from=builder /a /a\n${CMD}`,
    'an image for development': `${FROM.trim()} AS dev\nRUN useradd app\nUSER app\n${CMD}`,
    'an image without Python': `${FROM.trim()} AS web\nUSER 1000\n${CMD}FROM nginx:1.29\nRUN useradd app\nUSER app\n`,
    'a group of that name': `${FROM}RUN groupadd app\nUSER app\n${CMD}`,
    'a text nobody can read': `${FROM}RUN useradd --uid 1000 app\nRUN echo "\nUSER app\n${CMD}`,
  },
  invalid: {
    'the number is known': {
      code: `${FROM}RUN useradd --create-home --uid 10001 app\n«USER app»\n${CMD}`,
      message: 'USER app is a name: Kubernetes cannot check runAsNonRoot, its number 10001 it can',
      related: ['useradd --create-home --uid 10001 app'],
      title: 'Use the number 10001',
      fixed: `${FROM}RUN useradd --create-home --uid 10001 app\nUSER 10001\n${CMD}`,
    },
    'a group stays': {
      code: `${FROM}RUN groupadd -g 1000 app && useradd -u 1000 -g app app\n«USER app:app»\n${CMD}`,
      fixed: `${FROM}RUN groupadd -g 1000 app && useradd -u 1000 -g app app\nUSER 1000:app\n${CMD}`,
    },
    'no number': {
      code: `${FROM}RUN useradd --create-home app\n«USER app»\n${CMD}`,
      message: NO_NUMBER,
      related: ['useradd --create-home app'],
      fixed: null,
    },
    adduser: {
      code: `FROM python:3.13-alpine\nRUN addgroup -S app && adduser -S -G app app\n«USER app»\n${CMD}`,
      message: NO_NUMBER,
    },
    'a system user': {
      code: `${FROM}RUN adduser --system --group app\n«USER app»\n${CMD}`,
      message: NO_NUMBER,
    },
    'inherited by two images': {
      code: `${FROM.trim()} AS base\nRUN useradd -u 1000 app\n«USER app»\nFROM base AS web\n${CMD}FROM base AS worker\nCMD ["celery", "-A", "config", "worker"]\n`,
      fixed: `${FROM.trim()} AS base\nRUN useradd -u 1000 app\nUSER 1000\nFROM base AS web\n${CMD}FROM base AS worker\nCMD ["celery", "-A", "config", "worker"]\n`,
    },
    'made in a parent stage': {
      code: `${FROM.trim()} AS base\nRUN useradd -u 1000 app\nFROM base\n«USER app»\n${CMD}`,
      fixed: `${FROM.trim()} AS base\nRUN useradd -u 1000 app\nFROM base\nUSER 1000\n${CMD}`,
    },
    'a name in a variable, USER in plain words': {
      code: `${FROM}ENV APP_USER=app\nRUN useradd -u 1000 $APP_USER\n«USER app»\n${CMD}`,
    },
    'in quotes': {
      code: `${FROM}RUN useradd -u 1000 app\n«USER "app"»\n${CMD}`,
      fixed: null,
    },
    'a long name': {
      code: `${FROM}RUN useradd an-application-user-with-a-very-long-name-indeed\n«USER an-application-user-with-a-very-long-name-indeed»\n${CMD}`,
      fixed: null,
    },
  },
});
