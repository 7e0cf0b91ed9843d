import rule from '../../../server/src/engine/rules/correctness/buildkit-style.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
/** The value of an old ENV and the pair it becomes; null where the fix leaves it alone. */
const oldEnv = (value: string, fixed: string | null) => ({
  code: `${FROM}ENV «A ${value}»\n`,
  fixed: fixed === null ? null : `${FROM}ENV ${fixed}\n`,
});

testRule(rule, {
  valid: {
    'the present form': `# syntax=docker/dockerfile:1\nARG TAG=3.14\nFROM python:\${TAG}-slim AS build\nENV A=1 B="x y"\nLABEL a=b\nCMD ["true"]\nFROM build\nCMD ["true"]\n`,
    'lower case throughout': 'from python:3.14-slim as build\nrun true\ncmd ["true"]\n',
    'one CMD, one ENTRYPOINT and one HEALTHCHECK in each stage': `FROM python:3.14-slim AS a\nCMD ["x"]\nENTRYPOINT ["y"]\nHEALTHCHECK NONE\nFROM a AS b\nENTRYPOINT ["z"]\nCMD ["x"]\nHEALTHCHECK CMD true\n`,
    'a value that is still missing': `${FROM}ENV A\nLABEL b\nMAINTAINER\n`,
    'mounts and heredocs are older than every BuildKit in use': `${FROM}RUN --mount=type=cache,target=/x true\nRUN <<EOF\ntrue\nEOF\nCOPY --link --chmod=755 a /b/\nADD --checksum=sha256:x https://example.com/a /a\n`,
    'a new flag where the file names its syntax': `# syntax=docker/dockerfile:1\n${FROM}COPY --parents a/b /c/\n`,
    'the names of stages behind variables': 'ARG X=a\nFROM python:3.14-slim AS "A"\n',
    'an instruction nobody knows': `${FROM}hello world\n`,
    'the trigger of an ONBUILD': `${FROM}ONBUILD env A b\n`,
  },
  invalid: {
    'as in lower case': {
      code: 'FROM python:3.14-slim «as» build\nRUN true\n',
      message: 'as does not look like its FROM: BuildKit warns in every build',
      title: 'Write AS',
      fixed: 'FROM python:3.14-slim AS build\nRUN true\n',
    },
    'AS in a lower-case file': {
      code: 'from python:3.14-slim «As» build\nrun true\n',
      fixed: 'from python:3.14-slim as build\nrun true\n',
    },
    'mixed keywords': {
      code: `${FROM}«run» pip --version\n«Copy» a /b/\nCMD ["true"]\n`,
      message: [/^run is written RUN in most of this file$/, /^Copy is written COPY/],
      fixed: `${FROM}RUN pip --version\nCOPY a /b/\nCMD ["true"]\n`,
    },
    'an upper-case keyword among others': {
      code: 'from python:3.14-slim\nrun true\n«CMD» ["true"]\n',
      fixed: 'from python:3.14-slim\nrun true\ncmd ["true"]\n',
    },
    'FROM and its as together': {
      code: '«from» python:3.14-slim as build\nRUN true\nCMD ["true"]\n',
      fixed: 'FROM python:3.14-slim AS build\nRUN true\nCMD ["true"]\n',
    },
    'an old ENV': {
      code: `${FROM}ENV «PYTHONUNBUFFERED 1»\n`,
      message:
        'ENV PYTHONUNBUFFERED without an equals sign is the old form: it takes the rest of the line as one value',
      title: 'Write NAME=value',
      fixed: `${FROM}ENV PYTHONUNBUFFERED=1\n`,
    },
    'an old LABEL': {
      code: `${FROM}LABEL «org.example.team The web team»\n`,
      fixed: `${FROM}LABEL org.example.team="The web team"\n`,
    },
    'a value with blanks': oldEnv('one  two', 'A="one  two"'),
    'a value with a variable': oldEnv('/opt/venv/bin:$PATH', 'A=/opt/venv/bin:$PATH'),
    'a variable among blanks': oldEnv('${B:-x} c', 'A="${B:-x} c"'),
    'a value in quotes': oldEnv('"x y"', 'A="x y"'),
    'a value in single quotes': oldEnv("'$x y'", "A='$x y'"),
    'quotes inside a word': oldEnv(`a"b c"d'e'`, `A=a"b c"d'e'`),
    'a colour': oldEnv('#fff', 'A=#fff'),
    'two of them': oldEnv('#fff #000', 'A="#fff #000"'),
    'a value with quotes and blanks has no fix': oldEnv('-x "a b"', null),
    'a value with a backslash has no fix': oldEnv('a\\ b', null),
    'a value with an open quote has no fix': oldEnv("it's", null),
    'a value with what looks like a comment has no fix': oldEnv('1 # note', null),
    'an equals sign between blanks': {
      code: `${FROM}ENV «DEBUG = 0»\n`,
      message: 'ENV DEBUG = … is the old form: the value begins with the equals sign',
      fixed: null,
    },
    'an old ENV over several lines': {
      code: `${FROM}ENV «A one \\\n    # more\n    two»\nENV «B \\\n    x»\n`,
      fixed: `${FROM}ENV A="one \\\n    # more\n    two"\nENV B=x\n`,
    },
    'a comment between name and value': {
      code: `${FROM}ENV «A \\\n    # more\n    two»\n`,
      fixed: null,
    },
    'a quoted name': { code: `${FROM}ENV «"A" b»\n`, fixed: null },
    'a template': { code: `${FROM}ENV «A {{ x }}»\n`, fixed: null },
    MAINTAINER: {
      code: `${FROM}«MAINTAINER» Ada Lovelace <ada@example.com>\n`,
      message: 'MAINTAINER is deprecated: the label org.opencontainers.image.authors has taken its place',
      fixed: `${FROM}LABEL org.opencontainers.image.authors="Ada Lovelace <ada@example.com>"\n`,
    },
    'MAINTAINER in quotes': {
      code: `${FROM}«MAINTAINER»  "Ada"\n`,
      fixed: `${FROM}LABEL org.opencontainers.image.authors="Ada"\n`,
    },
    'MAINTAINER beside the label': {
      code: `${FROM}«MAINTAINER» Ada\nLABEL org.opencontainers.image.authors="Bob"\n`,
      fix: 'review',
      fixed: `${FROM}LABEL org.opencontainers.image.authors="Ada"\nLABEL org.opencontainers.image.authors="Bob"\n`,
    },
    'MAINTAINER with letters that a label would read': {
      code: `${FROM}«MAINTAINER» "Ada" "$x"\n`,
      fixed: null,
    },
    'a second stage of the same name': {
      code: 'FROM python:3.14-slim AS app\nRUN true\nFROM python:3.14-slim AS «App»\nRUN true\n',
      message: 'There is a stage App already: --from and --target only find the last one',
      related: ['app'],
      fixed: null,
    },
    'a reserved name': {
      code: 'FROM python:3.14-slim AS «context»\nRUN true\n',
      message: 'context means something else to BuildKit than this stage',
      fixed: null,
    },
    'a name in capitals': {
      code: 'FROM python:3.14-slim AS «Build»\nRUN true\nFROM Build AS next\nRUN --mount=type=bind,from=BUILD,target=/x true\nCOPY --from=Build /a /b/\nCOPY --from=next /a /b/\n',
      message: 'Stage names are lower case: Docker takes Build for build, other builders do not',
      fix: 'review',
      fixed:
        'FROM python:3.14-slim AS build\nRUN true\nFROM build AS next\nRUN --mount=type=bind,from=build,target=/x true\nCOPY --from=build /a /b/\nCOPY --from=next /a /b/\n',
    },
    'two CMDs': {
      code: `${FROM}«CMD» ["python", \\\n  "a.py"]\nEXPOSE 8000\nCMD ["gunicorn", "config.wsgi"]\n`,
      message: 'This CMD has no effect: the stage has another one further down, and only the last counts',
      related: ['CMD'],
      title: 'Remove the CMD without effect',
      fixed: `${FROM}EXPOSE 8000\nCMD ["gunicorn", "config.wsgi"]\n`,
    },
    'two ENTRYPOINTs, the first one explained': {
      code: `${FROM}# waits for the database\n«ENTRYPOINT» ["/wait"]\nENTRYPOINT ["tini", "--"]\n`,
      fix: 'review',
      fixed: `${FROM}# waits for the database\nENTRYPOINT ["tini", "--"]\n`,
    },
    'three HEALTHCHECKs': {
      code: `${FROM}«HEALTHCHECK» NONE\n«HEALTHCHECK» CMD a\nHEALTHCHECK CMD true\n`,
      fixed: `${FROM}HEALTHCHECK CMD true\n`,
    },
    'a flag of a newer syntax': {
      code: `# The app.\n${FROM}COPY «--exclude=media» --exclude=tmp . /app/\nCOPY --parents a/b /c/\n`,
      message: 'COPY --exclude needs Dockerfile syntax 1.19, and no line says so: an older builder stops here',
      fix: 'review',
      title: 'Begin with # syntax=docker/dockerfile:1',
      fixed: `# syntax=docker/dockerfile:1\n# The app.\n${FROM}COPY --exclude=media --exclude=tmp . /app/\nCOPY --parents a/b /c/\n`,
    },
    'the same below a directive': {
      code: `# escape=\`\n${FROM}COPY «--parents» a/b /c/\n`,
      fix: 'review',
      fixed: `# syntax=docker/dockerfile:1\n# escape=\`\n${FROM}COPY --parents a/b /c/\n`,
    },
  },
});
