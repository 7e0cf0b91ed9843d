import rule from '../../../server/src/engine/rules/correctness/piped-installer.ts';
import { testRule } from '../../support/rule-tester.ts';

const FULL = 'FROM python:3.14-trixie\n';
const SLIM = 'FROM python:3.14-slim-trixie\n';
const NODE = 'https://deb.nodesource.com/setup_22.x';
const BASH = 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n';

testRule(rule, {
  valid: {
    'SHELL has pipefail': `${FULL}${BASH}RUN curl -fsSL ${NODE} | bash -\n`,
    'the RUN has pipefail': `${FULL}RUN set -o pipefail; curl -fsSL ${NODE} | bash -\nRUN set -euxo pipefail && wget -qO- ${NODE} | bash\n`,
    'the next command needs the program': `${FULL}RUN curl -LsSf https://astral.sh/uv/install.sh | sh && uv --version\nRUN curl -sSL https://install.python-poetry.org | python3 - && /root/.local/bin/poetry install\n`,
    'the next command moves the program': `${FULL}RUN curl -LsSf https://astral.sh/uv/install.sh | sh && mv /root/.local/bin/uv /usr/local/bin/\n`,
    'the next command reads what was installed': `${FULL}RUN curl -fsS https://sh.rustup.rs | sh -s -- -y && . $HOME/.cargo/env\n`,
    'a pipe into something else': `${FULL}RUN curl -fsSL https://example.com/a.tgz | tar xz\nRUN curl -fsSL https://example.com/k | gpg --dearmor -o /k\n`,
    'a file that is run': `${FULL}RUN curl -fsSL ${NODE} -o s.sh && bash s.sh\nRUN curl -fsS https://example.com | python3 parse.py\nRUN curl -fsS https://example.com | python3 -c 'print(1)'\n`,
    'no download': `${FULL}RUN cat install.sh | bash\nRUN echo 'make' | sh\n`,
    'when the container starts': `${FULL}CMD curl -fsSL ${NODE} | bash\n`,
    'another shell': `FROM python:3.14-windowsservercore\nRUN curl ${NODE} | sh\n`,
  },
  invalid: {
    'Node, of which Debian has another': {
      code: `${FULL}# Node\nRUN apt-get update && «curl -fsSL ${NODE} | bash -» && apt-get install -y --no-install-recommends nodejs && rm -rf /var/lib/apt/lists/*\n`,
      message: 'When this download fails, bash runs what has arrived, and the build goes on as if all were well',
      title: 'Let the pipe fail when the download does',
      fixed: `${FULL}${BASH}# Node\nRUN apt-get update && curl -fsSL ${NODE} | bash - && apt-get install -y --no-install-recommends nodejs && rm -rf /var/lib/apt/lists/*\n`,
    },
    'an image without curl': {
      code: `${SLIM}RUN «curl -fsSL ${NODE} | bash -»\n`,
      severity: 'error',
      message: 'curl is not in this image: bash gets an empty script, and the build goes on without it',
      fixed: `${SLIM}${BASH}RUN curl -fsSL ${NODE} | bash -\n`,
    },
    'an image that installs curl': {
      code: `${SLIM}RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nRUN «curl -fsSL ${NODE} | sudo -E bash -»\n`,
    },
    'wget, and a program in between': {
      code: `${FULL}RUN «wget -qO- ${NODE} | tee s.sh | sh -x»\n`,
      message: /^When this download fails, sh runs/,
    },
    'Alpine, whose sh knows pipefail': {
      code: `FROM python:3.14-alpine\nRUN apk add --no-cache curl && \\\n    «curl -fsSL https://example.com/x.sh | sh»\n`,
      fixed: `FROM python:3.14-alpine\nRUN set -o pipefail && apk add --no-cache curl && \\\n    curl -fsSL https://example.com/x.sh | sh\n`,
    },
    'bash as the shell': {
      code: `${FULL}SHELL ["/bin/bash", "-c"]\nRUN «curl -fsSL ${NODE} | bash -»\n`,
      fixed: `${FULL}SHELL ["/bin/bash", "-c"]\nRUN set -o pipefail && curl -fsSL ${NODE} | bash -\n`,
    },
    'an image nobody knows': {
      code: `FROM example.com/base:1\nRUN «curl -fsSL ${NODE} | bash -»\n`,
      fixed: null,
    },
    'a heredoc of bash': {
      code: `${FULL}SHELL ["/bin/bash", "-c"]\nRUN <<EOF\nset -e\n«curl -fsSL ${NODE} | bash -»\nEOF\n`,
      fixed: null,
    },
    'two in one RUN are one finding': {
      code: `${FULL}RUN «curl https://example.com/a.sh | sh» && curl https://example.com/b.sh | python3 -\n`,
    },
    'through env': {
      code: `${FULL}RUN «curl -LsSf https://astral.sh/uv/install.sh | env UV_INSTALL_DIR=/bin sh»\n`,
    },
  },
});
