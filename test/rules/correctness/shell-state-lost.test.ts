import rule from '../../../server/src/engine/rules/correctness/shell-state-lost.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';

testRule(rule, {
  valid: {
    'what the same RUN uses': `${FROM}RUN cd frontend && npm ci\nRUN export A=1 && make\nRUN set -eux; apt-get update\nRUN . venv/bin/activate && pip install django\n`,
    'the instructions that last': `${FROM}ENV A=1\nWORKDIR /app\nSHELL ["/bin/bash", "-c"]\n`,
    'back again': `${FROM}RUN cd /tmp/x && make && cd ..\nRUN cd /tmp && make && cd -\n`,
    'switching the trace off at the end': `${FROM}RUN set -x && make && set +x\n`,
    'asking whether there is a folder': `${FROM}RUN cd /app || exit 1\nRUN test -d x || make x && cd x\nRUN test -d x && cd x && make\nRUN [ -d x ] && cd x; true\n`,
    'a script that does something': `${FROM}RUN . ./install.sh\nRUN source /etc/build.env\nRUN . "$HOME/.cargo/env"\n`,
    'going on in a compound': `${FROM}RUN cd /app; for f in *.po; do msgfmt $f; done\n`,
    'a subshell': `${FROM}RUN (cd x && make)\nRUN x=$(cd y && pwd) && make\n`,
    'an exit code': `${FROM}RUN make; exit 0\n`,
    'no new value': `${FROM}RUN export\nRUN export A\nRUN cd\nRUN cd -\nRUN cd "$X"\n`,
    'what a command writes into a file': `${FROM}RUN export > /env\n`,
    'parameters on purpose': `${FROM}RUN set ex && echo $1\n`,
    'another shell': `${FROM}SHELL ["pwsh", "-Command"]\nRUN cd x\n`,
    'an exec form, which has no shell': `${FROM}RUN ["cd", "x"]\n`,
  },
  invalid: {
    'cd alone': {
      code: `${FROM}RUN «cd /app»\nCOPY . .\n`,
      message: 'This cd ends with its RUN: the next instruction does not begin there',
      title: 'Write WORKDIR',
      fixed: `${FROM}WORKDIR /app\nCOPY . .\n`,
    },
    'cd at the end': {
      code: `${FROM}WORKDIR /srv\nRUN git clone https://example.com/x && \\\n    «cd x»\nRUN make\n`,
      fixed: `${FROM}WORKDIR /srv\nRUN git clone https://example.com/x\nWORKDIR /srv/x\nRUN make\n`,
    },
    'cd in a folder nobody knows': {
      code: `FROM example.com/base\nRUN «cd x»\n`,
      fixed: null,
    },
    'export alone': {
      code: `${FROM}RUN «export DJANGO_SETTINGS_MODULE=config.settings DEBUG="0"»\n`,
      message: 'This export ends with its RUN: no later instruction sees DJANGO_SETTINGS_MODULE, DEBUG',
      title: 'Write ENV',
      fixed: `${FROM}ENV DJANGO_SETTINGS_MODULE=config.settings DEBUG="0"\n`,
    },
    'export at the end, of a variable of the file': {
      code: `${FROM}ARG A=1\nRUN make \\\n  && «export B="$A:$PATH"»\n`,
      fixed: `${FROM}ARG A=1\nRUN make\nENV B="$A:$PATH"\n`,
    },
    'export of what only the shell knows': {
      code: `${FROM}RUN «export A=$(nproc)»\nRUN «export B=$HOME/x»\nRUN «export C=a\\ b»\n`,
      fixed: null,
    },
    'export in a heredoc': {
      code: `${FROM}RUN <<EOF\nmake\n«export A=1»\nEOF\n`,
      fixed: null,
    },
    'a virtual environment': {
      code: `${FROM}WORKDIR /app\nRUN python -m venv venv && «. venv/bin/activate»\nRUN pip install --no-cache-dir django\n`,
      message: 'Activating ends with this RUN: the next ones use the Python outside of the virtual environment',
      fixed: `${FROM}WORKDIR /app\nRUN python -m venv venv\nENV PATH="/app/venv/bin:$PATH"\nRUN pip install --no-cache-dir django\n`,
    },
    'the same in a line of its own': {
      code: `${FROM}RUN «source /opt/venv/bin/activate»\n`,
      fixed: `${FROM}ENV PATH="/opt/venv/bin:$PATH"\n`,
    },
    'in the text of another shell': {
      code: `${FROM}RUN /bin/bash -c "«source /opt/venv/bin/activate»"\n`,
      fixed: null,
    },
    'behind a cd nobody knows where the environment is': {
      code: `${FROM}RUN cd x && python -m venv venv && «. venv/bin/activate»\n`,
      fixed: null,
    },
    'set alone': {
      code: `${FROM}RUN «set -eux»;\nRUN «umask 022» && set -e\n`,
      message: [
        'set ends with this RUN: each RUN has a shell of its own, and nothing remains',
        'umask ends with this RUN: each RUN has a shell of its own, and nothing remains',
      ],
      fixed: null,
    },
    'set without its dash': {
      code: `${FROM}RUN «set ex» && make\nRUN «set euo pipefail»; make\n`,
      message: ['set ex without a dash only sets $1: the shell does not stop at errors', /^set euo without a dash/],
      title: 'Add the dash',
      fixed: `${FROM}RUN set -ex && make\nRUN set -euo pipefail; make\n`,
    },
    'with a mount': {
      code: `${FROM}RUN --mount=type=cache,target=/x «cd /app»\n`,
      fixed: null,
    },
    'over several lines': {
      code: `${FROM}RUN \\\n  # there\n  «cd /app»\n`,
      fixed: null,
    },
  },
});
