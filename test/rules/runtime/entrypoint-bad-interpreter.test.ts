import rule from '../../../server/src/engine/rules/runtime/entrypoint-bad-interpreter.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.14-slim-trixie\n';
const ALPINE = 'FROM python:3.14-alpine\n';
const ALL = 'WORKDIR /app\nCOPY . .\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const START = `ENTRYPOINT ["./entry.sh"]\n${CMD}`;
const MARKED = `ENTRYPOINT [«"./entry.sh"»]\n${CMD}`;
const script = (text: string) => ({ files: { 'manage.py': '', 'entry.sh': text } });
const crlf = script('#!/bin/sh\r\nset -e\r\nexec "$@"\r\n');
const bash = script('#!/bin/bash\nexec "$@"\n');

testRule(rule, {
  valid: {
    'sh everywhere': { code: ALPINE + ALL + START, ...script('#!/bin/sh\nexec "$@"\n') },
    'only later lines end in CRLF': { code: SLIM + ALL + START, ...script('#!/bin/sh\nexec "$@"\r\n') },
    'bash on Debian': { code: SLIM + ALL + START, ...bash },
    'bash is installed': { code: `${ALPINE}RUN apk add --no-cache bash\n${ALL}${START}`, ...bash },
    'a variable may install it': { code: `${ALPINE}ARG PACKAGES\nRUN apk add $PACKAGES\n${ALL}${START}`, ...bash },
    'bash is copied': { code: `${ALPINE}COPY --from=build /bin/bash /bin/bash\n${ALL}${START}`, ...bash },
    'an image nobody knows': { code: `FROM registry.example.com/base\n${ALL}${START}`, ...bash },
    'sed takes the carriage returns': { code: `${SLIM}${ALL}RUN sed -i 's/\\r$//' entry.sh\n${START}`, ...crlf },
    'dos2unix does, through find': {
      code: `${SLIM}${ALL}RUN find . -name '*.sh' -exec dos2unix {} +\n${START}`,
      ...crlf,
    },
    'tr writes it anew': {
      code: `${SLIM}${ALL}RUN tr -d '\\015' < entry.sh > /tmp/x && mv /tmp/x entry.sh\n${START}`,
      ...crlf,
    },
    'a script that nobody has read may do so': { code: `${SLIM}${ALL}RUN ./prepare.sh\n${START}`, ...crlf },
    'a shell reads it': { code: `${ALPINE}${ALL}ENTRYPOINT ["sh", "./entry.sh"]\n${CMD}`, ...bash },
    'env splits its argument': { code: SLIM + ALL + START, ...script('#!/usr/bin/env -S bash -e\nexec "$@"\n') },
    'env splits at the carriage return, too': {
      code: SLIM + ALL + START,
      ...script('#!/usr/bin/env -S bash -e\r\nexec "$@"\n'),
    },
    'env with a variable': { code: SLIM + ALL + START, ...script('#!/usr/bin/env -i bash\nexec "$@"\n') },
    'Docker’s Python': { code: SLIM + ALL + START, ...script('#!/usr/local/bin/python3\nprint()\n') },
    'Python by env': { code: SLIM + ALL + START, ...script('#!/usr/bin/env python3\nprint()\n') },
    'a package may bring the other Python': {
      code: `${SLIM}RUN apt-get update && apt-get install -y supervisor\n${ALL}${START}`,
      ...script('#!/usr/bin/python3\nprint()\n'),
    },
    'a link leads to Docker’s Python': {
      code: `${SLIM}RUN ln -s /usr/local/bin/python3 /usr/bin/python3\n${ALL}${START}`,
      ...script('#!/usr/bin/python3\nprint()\n'),
    },
    'tini runs what has no interpreter': {
      code: `${SLIM}${ALL}ENTRYPOINT ["tini", "--", "./entry.sh"]\n${CMD}`,
      ...script('exec "$@"\n'),
    },
    'a shell runs what has no interpreter': { code: `${SLIM}${ALL}CMD ./entry.sh\n`, ...script('exec gunicorn x\n') },
    'an empty file': { code: SLIM + ALL + START, ...script('') },
    'distroless has a rule of its own': {
      code: `FROM gcr.io/distroless/python3-debian13\n${ALL}ENTRYPOINT ["/app/entry.sh"]\n`,
      ...bash,
    },
    'nobody knows the project': SLIM + ALL + START,
    'still being typed': { code: `${ALPINE}${ALL}ENTRYPOINT ["./entry.sh"\n`, ...bash },
  },
  invalid: {
    'CRLF behind sh': {
      code: SLIM + ALL + MARKED,
      ...crlf,
      message: 'Its first line ends in CRLF: the container looks for “sh\\r” and ends with “no such file or directory”',
      related: ['entry.sh'],
    },
    'CRLF behind env, below the root of the workspace': {
      path: 'web/Dockerfile',
      code: SLIM + ALL + MARKED,
      files: { 'web/manage.py': '', 'web/entry.sh': '#!/usr/bin/env bash\r\nexec "$@"\r\n' },
      message: /“bash\\r”/,
      related: ['web/entry.sh'],
    },
    'chmod changes no text': { code: `${SLIM}${ALL}RUN chmod +x entry.sh\n${MARKED}`, ...crlf },
    'the carriage returns come back': {
      code: `${SLIM}WORKDIR /app\nCOPY entry.sh .\nRUN sed -i 's/\\r//' entry.sh\nCOPY . .\n${MARKED}`,
      ...crlf,
    },
    'bash on Alpine': {
      code: ALPINE + ALL + MARKED,
      ...bash,
      message: 'The image has no /bin/bash, which the script asks for: “no such file or directory”',
    },
    'bash by env on Alpine': {
      code: `FROM alpine:3.22\n${ALL}${MARKED}`,
      ...script('#!/usr/bin/env bash\nexec "$@"\n'),
      message: /^The image has no bash, /,
    },
    'bash in a distroless image, under a name that tells nothing': {
      code: `FROM gcr.io/distroless/python3-debian13\nCOPY entry.sh /entry\nENTRYPOINT [«"/entry"»]\n`,
      ...bash,
    },
    'env does not split': {
      code: SLIM + ALL + MARKED,
      ...script('#!/usr/bin/env bash -e\nexec "$@"\n'),
      message: /^env looks for one program called “bash -e”/,
    },
    'a Python that is not Docker’s': {
      code: SLIM + ALL + MARKED,
      ...script('#!/usr/bin/python3\nprint()\n'),
      message: /^The image has no \/usr\/bin\/python3, /,
    },
    'a byte order mark': {
      code: SLIM + ALL + MARKED,
      ...script('\ufeff#!/bin/sh\nexec "$@"\n'),
      message: 'A byte order mark stands in front of its #!: the container ends with “exec format error”',
    },
    'no interpreter': {
      code: SLIM + ALL + MARKED,
      ...script('\n#!/bin/sh\nexec "$@"\n'),
      message: 'Its first line does not name an interpreter with #!: the container ends with “exec format error”',
    },
  },
});
