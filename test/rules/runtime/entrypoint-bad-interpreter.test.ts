import { expect, test } from 'vitest';
import { applyFix } from '../../../server/src/engine/fix/apply.ts';
import rule from '../../../server/src/engine/rules/runtime/entrypoint-bad-interpreter.ts';
import { runRule } from '../../support/rule-run.ts';
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
const REPOSITORY = { '.git/HEAD': '' };
const LF = '#!/bin/sh\nset -e\nexec "$@"\n';
const SED = "RUN sed -i 's/\\r$//' /app/entry.sh\n";

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
      title: 'End the lines of entry.sh with LF',
      elsewhere: { 'entry.sh': LF },
    },
    'CRLF in some lines only, which an editor leaves as it is': {
      code: SLIM + ALL + MARKED,
      ...script('#!/bin/sh\r\nset -e\nexec "$@"\n'),
      title: 'Take the carriage returns out of entry.sh in the image',
      fixed: SLIM + ALL + SED + START,
    },
    'a carriage return of its own': {
      code: SLIM + ALL + MARKED,
      ...script('#!/bin/sh\r\nset -e\r\nprintf "\rx"\r\n'),
      fixed: SLIM + ALL + SED + START,
    },
    'no root to change it in the image, and lines that an editor leaves as they are': {
      code: `${SLIM}USER 1000\n${ALL}${MARKED}`,
      ...script('#!/bin/sh\r\nset -e\nexec "$@"\n'),
      fixed: null,
    },
    'CRLF behind env, below the root of the workspace': {
      path: 'web/Dockerfile',
      code: SLIM + ALL + MARKED,
      files: { 'web/manage.py': '', 'web/entry.sh': '#!/usr/bin/env bash\r\nexec "$@"\r\n' },
      message: /“bash\\r”/,
      related: ['web/entry.sh'],
      elsewhere: { 'web/entry.sh': '#!/usr/bin/env bash\nexec "$@"\n' },
    },
    'CRLF, and then bash': {
      code: ALPINE + ALL + MARKED,
      ...script('#!/bin/bash\r\nexec "$@"\r\n'),
      alsoFires: ['entrypoint-bad-interpreter'],
      elsewhere: { 'entry.sh': '#!/bin/sh\nexec "$@"\n' },
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
      title: 'Use #!/bin/sh in entry.sh, which needs no bash',
      elsewhere: { 'entry.sh': '#!/bin/sh\nexec "$@"\n' },
    },
    'a script that needs bash': {
      code: ALPINE + ALL + MARKED,
      ...script('#!/bin/bash\nset -o pipefail\nexec "$@"\n'),
      fixed: null,
    },
    'bash by env on Alpine': {
      code: `FROM alpine:3.22\n${ALL}${MARKED}`,
      ...script('#!/usr/bin/env bash\nexec "$@"\n'),
      message: /^The image has no bash, /,
      elsewhere: { 'entry.sh': '#!/bin/sh\nexec "$@"\n' },
    },
    'bash in a distroless image, under a name that tells nothing': {
      code: `FROM gcr.io/distroless/python3-debian13\nCOPY entry.sh /entry\nENTRYPOINT [«"/entry"»]\n`,
      ...bash,
      fixed: null,
    },
    'env does not split': {
      code: SLIM + ALL + MARKED,
      ...script('#!/usr/bin/env bash -e\nexec "$@"\n'),
      message: /^env looks for one program called “bash -e”/,
      title: 'Have env split its argument in entry.sh',
      elsewhere: { 'entry.sh': '#!/usr/bin/env -S bash -e\nexec "$@"\n' },
    },
    'env does not split, and cannot': {
      code: ALPINE + ALL + MARKED,
      ...script('#!/usr/bin/env sh -e\nexec "$@"\n'),
      fixed: null,
    },
    'env does not split, and is too old to do so': {
      code: `FROM python:3.9-slim-stretch\n${ALL}${MARKED}`,
      ...script('#!/usr/bin/env sh -e\nexec "$@"\n'),
      fixed: null,
    },
    'a Python that is not Docker’s': {
      code: SLIM + ALL + MARKED,
      ...script('#!/usr/bin/python3\nprint()\n'),
      message: /^The image has no \/usr\/bin\/python3, /,
      title: 'Use the Python on PATH in entry.sh',
      elsewhere: { 'entry.sh': '#!/usr/bin/env python3\nprint()\n' },
    },
    'one minor of it': {
      code: SLIM + ALL + MARKED,
      ...script('#!/usr/bin/python3.13\nprint()\n'),
      fixed: null,
    },
    'a byte order mark': {
      code: SLIM + ALL + MARKED,
      ...script('\ufeff#!/bin/sh\nexec "$@"\n'),
      message: 'A byte order mark stands in front of its #!: the container ends with “exec format error”',
      fixed: null,
    },
    'no interpreter': {
      code: SLIM + ALL + MARKED,
      ...script('\n#!/bin/sh\nexec "$@"\n'),
      message: 'Its first line does not name an interpreter with #!: the container ends with “exec format error”',
      title: 'Begin entry.sh with its interpreter',
      elsewhere: { 'entry.sh': '#!/bin/sh\nexec "$@"\n' },
    },
    'no interpreter at all': {
      code: SLIM + ALL + MARKED,
      ...script('# Starts the server.\nexec "$@"\n'),
      elsewhere: { 'entry.sh': '#!/bin/sh\n# Starts the server.\nexec "$@"\n' },
    },
    'no interpreter, and a name that tells nothing': {
      code: `${SLIM}COPY entry.sh /usr/local/bin/start\nCOPY run /run-it\nENTRYPOINT [«"/run-it"»]\n`,
      files: { 'manage.py': '', 'entry.sh': '', run: 'import os\n' },
      fixed: null,
    },
    'no interpreter, and exec tells that it is a shell’s': {
      code: `${SLIM}COPY run /run-it\nENTRYPOINT [«"/run-it"»]\n`,
      files: { 'manage.py': '', run: 'exec gunicorn config.wsgi\n' },
      elsewhere: { run: '#!/bin/sh\nexec gunicorn config.wsgi\n' },
    },
    'no interpreter, with CRLF': {
      code: SLIM + ALL + MARKED,
      ...script('exec "$@"\r\n'),
      fixed: null,
    },
  },
});

/** What each of the offered fixes makes of the project, by its title. */
function offered(files: Readonly<Record<string, string>>, path = 'Dockerfile'): Record<string, Record<string, string>> {
  const text = SLIM + ALL + START;
  const { findings } = runRule(rule, { code: text, path, files }, text);
  const fixes = findings.flatMap((finding) => finding.fixes);
  return Object.fromEntries(
    fixes.map((fix) => {
      const after = applyFix({ text, files: {} }, fix);
      return [fix.title, { ...after.files, ...(after.text === text ? {} : { Dockerfile: after.text }) }];
    }),
  );
}

const IN_FILE = 'End the lines of entry.sh with LF';
const IN_GIT = 'End the lines of entry.sh with LF, and have git keep them';
const IN_IMAGE = 'Take the carriage returns out of entry.sh in the image';

test('carriage returns go from the file, from every checkout, or from the image', () => {
  expect(offered({ ...crlf.files, ...REPOSITORY })).toEqual({
    [IN_FILE]: { 'entry.sh': LF },
    [IN_GIT]: { 'entry.sh': LF, '.gitattributes': '*.sh text eol=lf\n' },
    [IN_IMAGE]: { Dockerfile: SLIM + ALL + SED + START },
  });
});

test.each([
  ['no repository is seen', {}, undefined],
  ['a file for git lies at the top', { '.gitignore': '' }, '*.sh text eol=lf\n'],
  ['another line is there', { '.gitattributes': '*.png binary' }, '*.png binary\n*.sh text eol=lf'],
  ['lines end with CRLF', { '.gitattributes': '*.py text\r\n' }, '*.py text\r\n*.sh text eol=lf\r\n'],
  ['it wants CRLF', { '.gitattributes': '*.sh text eol=crlf\n' }, '*.sh text eol=crlf\n*.sh text eol=lf\n'],
  ['it says so already', { '.gitattributes': '*.sh text eol=lf\n' }, undefined],
  ['it says so of everything', { '.gitattributes': '# all\n* text=auto eol=lf\n' }, undefined],
])('what git is told when %s', (_, more, expected) => {
  expect(offered({ ...crlf.files, ...more })[IN_GIT]?.['.gitattributes']).toBe(expected);
});

test('git is told at the top of its repository', () => {
  const files = { 'web/manage.py': '', 'web/entry.sh': crlf.files['entry.sh'], 'web/.git/HEAD': '' };
  const change = offered(files, 'web/Dockerfile')[IN_GIT];
  expect(Object.keys(change ?? {}).sort()).toEqual(['web/.gitattributes', 'web/entry.sh']);
});
