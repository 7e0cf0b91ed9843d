import rule from '../../../server/src/engine/rules/correctness/json-form-invalid.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
/** An array that is read shows a server. */
const OF_A_SERVER = ['healthcheck-missing', 'gunicorn-in-container', 'port-mismatch', 'server-bound-to-loopback'];

testRule(rule, {
  valid: {
    'arrays that are JSON': `${FROM}WORKDIR /app\nCOPY ["a b", "/app/"]\nVOLUME [ "/data" ]\nSHELL ["/bin/bash", "-c"]\nRUN ["true"]\nHEALTHCHECK CMD ["true"]\nENTRYPOINT [ "tini", \\\n  # the init\n  "--" ]\nCMD []\n`,
    'the shell form': `${FROM}RUN pip install 'django[argon2]'\nCMD gunicorn config.wsgi\n`,
    'tests of the shell': `${FROM}RUN [ -d /app ] || mkdir /app\nRUN [ "$A" = "b" ] && true\nRUN [ "$A" ]\nRUN [ x ]\nRUN [[ -f "a" ]] && true\nRUN [ "a" "b" ]\n`,
    'a pattern of COPY': `${FROM}WORKDIR /app\nCOPY [ab].txt /app/\nCOPY [ab] /app/\nCOPY requirements[12].txt /app/\n`,
    'something behind the brackets': `${FROM}CMD ['a', 'b'] && true\n`,
    'still being typed': `${FROM}CMD ["gunicorn", "config\n`,
    'no brackets that close': `${FROM}CMD ["gunicorn", "config.wsgi"\n`,
    'nothing in the brackets': `${FROM}RUN [,]\nCMD [[]]\n`,
    'a comment behind VOLUME and COPY is a finding of another kind': `${FROM}VOLUME ["/data"] # uploads\nCOPY ["a", "/b/"] # x\n`,
    'an array of another shell': `${FROM}SHELL ["python3", "-c"]\nRUN ['a', 'b']\nRUN [1, 2]\n`,
    'a template': `${FROM}CMD [{{ command }}]\nENTRYPOINT ['{{ server }}', 'x']\n`,
    Windows: 'FROM python:3.14-windowsservercore\nRUN [\'a\', "b"]\n',
    'a heredoc': `${FROM}RUN <<EOF\n['a', 'b']\nEOF\n`,
    'other instructions': `${FROM}ENV A=['x']\nLABEL a="['b']"\nHEALTHCHECK NONE\nEXPOSE [8000]\n`,
  },
  invalid: {
    'single quotes in CMD': {
      code: `${FROM}CMD [«'gunicorn'», 'config.wsgi']\n`,
      message: 'This is no JSON array (single quotes): sh takes the brackets for a command and the container stops',
      title: 'Write a JSON array',
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi"]\n`,
      alsoFires: OF_A_SERVER,
    },
    'with blanks inside, over several lines': {
      code: `${FROM}ENTRYPOINT [ «'gunicorn'», \\\n    # where\n    '--bind', "0.0.0.0:8000" ]\n`,
      fixed: `${FROM}ENTRYPOINT [ "gunicorn", \\\n    # where\n    "--bind", "0.0.0.0:8000" ]\n`,
      alsoFires: ['healthcheck-missing', 'gunicorn-in-container', 'port-mismatch'],
    },
    'one item alone': {
      code: `${FROM}CMD [ «'gunicorn'» ]\n`,
      fixed: `${FROM}CMD [ "gunicorn" ]\n`,
      alsoFires: OF_A_SERVER,
    },
    RUN: {
      code: `${FROM}RUN --mount=type=cache,target=/x [«'pip'», 'install', 'django==5.2.8']\n`,
      message: /^This is no JSON array \(single quotes\): sh takes the brackets for a command and the build stops$/,
      fixed: `${FROM}RUN --mount=type=cache,target=/x ["pip", "install", "django==5.2.8"]\n`,
    },
    'VOLUME, COPY and ADD': {
      code: `${FROM}VOLUME [«'/data'»]\nCOPY [«'a b'», '/app/']\nADD --chown=1 [«'c'», "/d/"]\n`,
      message: [/become folder names$/, /become file names$/, /become file names$/],
      fixed: `${FROM}VOLUME ["/data"]\nCOPY ["a b", "/app/"]\nADD --chown=1 ["c", "/d/"]\n`,
    },
    SHELL: {
      code: `${FROM}SHELL [«'/bin/bash'», '-c']\n`,
      message: 'This is no JSON array (single quotes): the build stops',
      fixed: `${FROM}SHELL ["/bin/bash", "-c"]\n`,
    },
    HEALTHCHECK: {
      code: `${FROM}HEALTHCHECK --interval=30s CMD [«'true'»]\n`,
      message: /the check always fails$/,
      fixed: `${FROM}HEALTHCHECK --interval=30s CMD ["true"]\n`,
    },
    'the trigger of an ONBUILD': {
      code: `${FROM}ONBUILD RUN [«'true'»]\n`,
      fixed: `${FROM}ONBUILD RUN ["true"]\n`,
    },
    'curly quotes from a web page': {
      code: `${FROM}CMD [«“gunicorn”», “config.wsgi”]\n`,
      message: /^This is no JSON array \(curly quotes\)/,
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi"]\n`,
      alsoFires: OF_A_SERVER,
    },
    'a text that needs thought': {
      code: `${FROM}CMD [«'sh'», '-c', 'say "x"']\n`,
      fixed: null,
    },
    'a comment behind the array': {
      code: `${FROM}CMD ["gunicorn", "config.wsgi"] «# serves»\n`,
      message: /^This is no JSON array \(a comment behind it\)/,
      fixed: `${FROM}# serves\nCMD ["gunicorn", "config.wsgi"]\n`,
      alsoFires: OF_A_SERVER,
    },
    'a comment behind an array of several lines': {
      code: `${FROM}CMD ["gunicorn", \\\n     "config.wsgi"] «# serves»\nUSER app\n`,
      fixed: `${FROM}CMD ["gunicorn", \\\n     # serves\n     "config.wsgi"]\nUSER app\n`,
      alsoFires: OF_A_SERVER,
    },
    'both single quotes and a comment': {
      code: `${FROM}CMD [«'gunicorn'»] # serves\n`,
      fixed: `${FROM}# serves\nCMD ["gunicorn"]\n`,
      alsoFires: OF_A_SERVER,
    },
    'a comma too many': {
      code: `${FROM}CMD ["gunicorn", "config.wsgi"«,»]\nENTRYPOINT ["tini"]«,»\n`,
      message: /one comma too many/,
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi"]\nENTRYPOINT ["tini"]\n`,
      alsoFires: OF_A_SERVER,
    },
    'a comma too few': {
      code: `${FROM}CMD ["gunicorn"«» "config.wsgi"]\n`,
      message: /a comma is missing/,
      fix: 'review',
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi"]\n`,
      alsoFires: OF_A_SERVER,
    },
    'a number stops the build': {
      code: `${FROM}CMD ["gunicorn", "--workers", «4»]\n`,
      message: 'This is no JSON array (4 has no quotes): only strings may stand there, so the build stops',
      fixed: `${FROM}CMD ["gunicorn", "--workers", "4"]\n`,
      alsoFires: OF_A_SERVER,
    },
    'words without quotes': {
      code: `${FROM}CMD [«gunicorn», config.wsgi]\nVOLUME [«/data»]\n`,
      message: [/gunicorn has no quotes/, /\/data has no quotes/],
      fix: 'review',
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi"]\nVOLUME ["/data"]\n`,
      alsoFires: OF_A_SERVER,
    },
    'a backslash JSON does not know': {
      code: `${FROM}CMD ["grep", «"\\d+"»]\n`,
      message: /a backslash JSON does not know/,
      fixed: null,
    },
    'a comment that goes over a line break': {
      code: `${FROM}CMD ["gunicorn"] «# serves \\\n  all»\n`,
      fixed: null,
    },
  },
});
