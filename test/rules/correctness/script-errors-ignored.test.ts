import rule from '../../../server/src/engine/rules/correctness/script-errors-ignored.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
const LISTS = 'rm -rf /var/lib/apt/lists/*';

testRule(rule, {
  valid: {
    'joined by &&': `${FROM}RUN apt-get update && apt-get install -y gcc && ${LISTS}\n`,
    'the shell stops at errors': `${FROM}RUN set -eux; apt-get update; apt-get install -y gcc; ${LISTS}\nRUN set -o errexit; pip install a; rm x\n`,
    'SHELL stops at errors': `${FROM}SHELL ["/bin/bash", "-euo", "pipefail", "-c"]\nRUN <<EOF\npip install a\nrm x\nEOF\nRUN pip install a; rm x\n`,
    'SHELL says it in words': `${FROM}SHELL ["/bin/bash", "-o", "errexit", "-c"]\nRUN pip install a; rm x\n`,
    'the shebang says it': `${FROM}RUN <<EOF\n#!/bin/bash -e\npip install a\nrm x\nEOF\n`,
    'the program of a heredoc is no shell': `${FROM}RUN <<EOF\n#!/usr/bin/env python3\nimport os\nos.remove("x")\nEOF\n`,
    'a heredoc that stops at errors': `${FROM}RUN <<EOF\nset -ex\npip install a\nrm x\nEOF\n`,
    'the last command': `${FROM}RUN cd /x; pip install a\nRUN rm -f x; apt-get install -y gcc;\n`,
    'a failure that is foreseen': `${FROM}RUN pip install a || true; rm x\nRUN pip install a || exit 1; rm x\nRUN ! make; rm x\nRUN pip install a && exit 0; exit 1\n`,
    'a trap': `${FROM}RUN trap 'exit 1' ERR; pip install a; rm x\n`,
    'a later command needs it: the lists': `${FROM}RUN apt-get update; apt-get install -y gcc\n`,
    'a later command needs it: a package': `${FROM}RUN apt-get install -y curl; curl -fsS https://example.com -o x\nRUN pip install poetry; poetry install\nRUN apt-get install -y gettext; msgfmt x.po\n`,
    'a later command needs it: the project': `${FROM}RUN pip install -r requirements.txt; python manage.py collectstatic --noinput\nRUN uv sync --locked; uv run python manage.py check\n`,
    'a later command needs it: the same tool': `${FROM}RUN npm ci; npm run build\nRUN make; make install\n`,
    'nothing that matters': `${FROM}RUN mkdir a; touch b; echo c\nRUN ln -s a b; true\n`,
    'a heredoc of little': `${FROM}RUN <<EOF\necho a\nmkdir b\nrm c\nEOF\n`,
    'behind a pipe the last member counts': `${FROM}RUN pip install a | tee log; rm x\n`,
    'inside a compound': `${FROM}RUN if [ -n "$DEV" ]; then pip install a; fi; rm x\nRUN for f in a b; do pip install $f; done\n`,
    'another shell': `${FROM}SHELL ["pwsh", "-Command"]\nRUN pip install a; rm x\n`,
    'a heredoc for a shell that is named': `${FROM}RUN bash -e <<EOF\npip install a\nrm x\nEOF\n`,
    'an exec form': `${FROM}RUN ["sh", "-c", "pip install a; rm x"]\n`,
  },
  invalid: {
    'a semicolon behind an install': {
      code: `${FROM}RUN apt-get update && «apt-get install -y gcc»; ${LISTS}\n`,
      message: 'When apt-get install fails here, the build goes on: only the last command of this RUN counts',
      title: 'Join the commands with &&',
      fixed: `${FROM}RUN apt-get update && apt-get install -y gcc && ${LISTS}\n`,
    },
    'over several lines': {
      code: `${FROM}RUN apt-get update; \\\n    «apt-get install -y gcc libpq-dev» ; \\\n    # small again\n    ${LISTS}\n`,
      fixed: `${FROM}RUN apt-get update && \\\n    apt-get install -y gcc libpq-dev && \\\n    # small again\n    ${LISTS}\n`,
    },
    'in front of the next line': {
      code: `${FROM}RUN «pip install --no-cache-dir a» \\\n    ; rm x\n`,
      fixed: `${FROM}RUN pip install --no-cache-dir a \\\n    && rm x\n`,
    },
    'a comment with a semicolon in front of it': {
      code: `${FROM}RUN «pip install --no-cache-dir a» \\\n    # one; two\n    ; rm x\n`,
      fixed: `${FROM}RUN pip install --no-cache-dir a \\\n    # one; two\n    && rm x\n`,
    },
    'two installs': {
      code: `${FROM}RUN «pip install --no-cache-dir a»; pip install --no-cache-dir b\n`,
      message: /^When pip install fails here/,
      fixed: `${FROM}RUN pip install --no-cache-dir a && pip install --no-cache-dir b\n`,
    },
    'other installers': {
      code: `${FROM}RUN «apk add --no-cache gcc»; rm x\nRUN «uv sync --locked --no-cache»; rm x\nRUN «poetry install»; rm x\nRUN «python manage.py collectstatic --noinput»; rm x\nRUN «npm ci»; rm x\n`,
      message: [/apk add/, /uv sync/, /poetry install/, /manage\.py collectstatic/, /npm/],
    },
    'a compound behind it': {
      code: `${FROM}RUN «pip install --no-cache-dir a»; if true; then rm x; fi\n`,
      fixed: null,
    },
    'a fallback further on': {
      code: `${FROM}RUN «pip install --no-cache-dir a»; rm x || true\n`,
      fixed: null,
    },
    'a heredoc': {
      code: `${FROM}RUN <<EOF\n«pip install --no-cache-dir -r requirements.txt»\nrm requirements.txt\nEOF\n`,
      title: 'Begin with set -e',
      fixed: `${FROM}RUN <<EOF\nset -e\npip install --no-cache-dir -r requirements.txt\nrm requirements.txt\nEOF\n`,
    },
    'a heredoc with a shebang and indentation': {
      code: `${FROM}RUN <<-EOF\n\t#!/bin/bash\n\t«chmod 1777 /media»\n\tln -s /dev/stdout /log\nEOF\n`,
      message: /^When chmod fails here/,
      fixed: `${FROM}RUN <<-EOF\n\t#!/bin/bash\n\tset -e\n\tchmod 1777 /media\n\tln -s /dev/stdout /log\nEOF\n`,
    },
    'a heredoc beside other words': {
      code: `${FROM}RUN «pip install --no-cache-dir a»; cat <<EOF > /x\nb\nEOF\n`,
      fixed: null,
    },
  },
});
