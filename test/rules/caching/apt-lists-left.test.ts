import rule from '../../../server/src/engine/rules/caching/apt-lists-left.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const SHIP = 'CMD ["gunicorn", "config.wsgi"]\n';
const REMOVE = 'The package lists of apt (about 20 MB) stay in this layer: remove them in the same RUN';
const NEEDED = 'The package lists of apt (about 20 MB) stay in this layer: a later RUN installs without its own update';

const CLEANED = [
  'rm -rf /var/lib/apt/lists/*',
  'rm -rf /var/lib/apt/lists',
  'rm -rf /var/lib/apt/lists/',
  'rm -fr "/var/lib/apt/lists/"*',
  'rm -r /var/lib/apt/lists/*',
  'rm --recursive --force /var/lib/apt/lists/*',
  'rm -rf /var/lib/apt/*',
  'rm -rf /var/lib/apt/lists/deb.debian.org_*',
  'rm -rf /tmp/* /var/tmp/* /var/lib/apt/lists/*',
  'rm -rf /var/lib/{apt,dpkg,cache,log}/',
  'rm -rf /var/cache/apt/archives /var/lib/apt/lists/* && true',
  'apt-get dist-clean',
  'apt-get distclean',
  'find /var/lib/apt/lists -type f -delete',
  'find /var/lib/apt/lists/ -mindepth 1 -exec rm -rf {} +',
  'sudo rm -rf /var/lib/apt/lists/*',
  "bash -c 'rm -rf /var/lib/apt/lists/*'",
  '(rm -rf /var/lib/apt/lists/*)',
  '{ rm -rf /var/lib/apt/lists/*; }',
  'if [ -z "$KEEP" ]; then rm -rf /var/lib/apt/lists/*; fi',
  'apt-clean',
  '/usr/local/bin/docker-cleanup',
  './cleanup.sh',
  'bash /tmp/setup.sh',
  'make clean',
];

testRule(rule, {
  valid: {
    'nothing is updated': `${FROM}RUN apt-get install --yes libpq5\nRUN echo apt-get update\n${SHIP}`,
    ...Object.fromEntries(
      CLEANED.map((command) => [
        `cleaned up by ${command}`,
        `${FROM}RUN apt-get update && apt-get install --yes libpq5 && ${command}\n${SHIP}`,
      ]),
    ),
    'one command a line, trailing': `${FROM}RUN apt-get update && \\\n    apt-get install --yes libpq5 && \\\n    rm -rf /var/lib/apt/lists/*\n`,
    'set -e and semicolons': `${FROM}RUN set -eux; \\\n    apt-get update; \\\n    apt-get install --yes libpq5; \\\n    rm -rf /var/lib/apt/lists/*\n`,
    'a comment in the continuation': `${FROM}RUN apt-get update \\\n    # the client library\n    && apt-get install --yes libpq5 \\\n    && rm -rf /var/lib/apt/lists/*\n`,
    'in a heredoc': `${FROM}RUN <<EOF\nset -e\napt-get update\napt-get install --yes libpq5\nrm -rf /var/lib/apt/lists/*\nEOF\n`,
    'removed by a shell of its own': `${FROM}RUN apt-get update && bash -c 'apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*'\n`,
    'a variable of the file names the folder': `${FROM}ENV LISTS=/var/lib/apt/lists\nRUN apt-get update && apt-get install --yes libpq5 && rm -rf $LISTS/*\n`,
    'a variable that nobody knows may name the folder':
      `${FROM}ARG LISTS\nRUN apt-get update && apt-get install --yes libpq5 && rm -rf "$LISTS"\n`.replace(
        '"$LISTS"',
        '$LISTS',
      ),
    'a cache mount on the lists': `${FROM}RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update && apt-get install --yes libpq5\n`,
    'cache mounts on both folders': `${FROM}RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n    apt-get update && apt-get install --yes libpq5\n`,
    'a tmpfs mount': `${FROM}RUN --mount=type=tmpfs,target=/var/lib/apt/lists/ apt-get update && apt-get install --yes libpq5\n`,
    'a mount whose target is a variable': `${FROM}ARG CACHE\nRUN --mount=type=cache,target=$CACHE apt-get update && apt-get install --yes libpq5\n`,
    'a mount on the archives alone, and the lists removed': `${FROM}RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\n`,
    'an update alone whose install stands in the next RUN is split, not left': `${FROM}RUN apt-get update\nRUN apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    'an update alone that a stage built on it installs from': `${FROM.trim()} AS base\nRUN apt-get update\n\nFROM base\nRUN apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\n`,
    'a wrapper of somebody': `${FROM}COPY apt-install /usr/local/bin/\nRUN apt-install libpq5\n`,
    'a shell we do not speak':
      'FROM python:3.13-windowsservercore\nSHELL ["powershell", "-Command"]\nRUN apt-get update\n',
    'a trigger does not run here': `${FROM}ONBUILD RUN apt-get update && apt-get install --yes libpq5\n`,
    'apk has no lists': 'FROM python:3.13-alpine\nRUN apk update && apk add libpq\n',
    'a download piped into an interpreter sets up nothing': `${FROM}RUN curl -sSL https://install.python-poetry.org | python3 -\n`,
  },
  invalid: {
    'a single line': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5\n${SHIP}`,
      message: REMOVE,
      fixed: `${FROM}RUN apt-get update && apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
      title: 'Remove the package lists in the same layer',
    },
    'the last line of a file without a line break': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5`,
      fixed: `${FROM}RUN apt-get update && apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*`,
    },
    'blanks at the end of the line': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5  \n${SHIP}`,
      fixed: `${FROM}RUN apt-get update && apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*  \n${SHIP}`,
    },
    'leading joiners': {
      code: `${FROM}RUN «apt-get update» \\\n && apt-get install --yes \\\n      libpq5 \\\n      gettext\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update \\\n && apt-get install --yes \\\n      libpq5 \\\n      gettext \\\n && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'trailing joiners': {
      code: `${FROM}RUN «apt-get update» && \\\n\tapt-get install --yes libpq5\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update && \\\n\tapt-get install --yes libpq5 && \\\n\trm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'comments in the continuation': {
      code: `${FROM}RUN «apt-get update» \\\n    # the client library of PostgreSQL\n    && apt-get install --yes \\\n        libpq5 \\\n        # translations\n        gettext\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update \\\n    # the client library of PostgreSQL\n    && apt-get install --yes \\\n        libpq5 \\\n        # translations\n        gettext \\\n    && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'the escape character of the file': {
      code: `# escape=\`\n${FROM}RUN «apt-get update» \`\n    && apt-get install --yes libpq5\n`,
      fixed: `# escape=\`\n${FROM}RUN apt-get update \`\n    && apt-get install --yes libpq5 \`\n    && rm -rf /var/lib/apt/lists/*\n`,
    },
    'an indented RUN': {
      code: `${FROM}  RUN «apt-get update» && \\\n      apt-get install --yes libpq5\n`,
      fixed: `${FROM}  RUN apt-get update && \\\n      apt-get install --yes libpq5 && \\\n      rm -rf /var/lib/apt/lists/*\n`,
    },
    'lines joined by semicolons, with set -e': {
      code: `${FROM}RUN set -eux; \\\n    «apt-get update»; \\\n    apt-get install --yes libpq5\n${SHIP}`,
      fixed: `${FROM}RUN set -eux; \\\n    apt-get update; \\\n    apt-get install --yes libpq5; \\\n    rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'semicolons without set -e: a failure of the install stays one': {
      code: `${FROM}RUN «apt-get update»; apt-get install --yes libpq5\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update; apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'set -e that is taken back': {
      code: `${FROM}RUN set -e; «apt-get update»; set +e; apt-get install --yes libpq5\n${SHIP}`,
      fixed: `${FROM}RUN set -e; apt-get update; set +e; apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'a semicolon at the end': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5;\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update && apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*;\n${SHIP}`,
      fix: 'review',
    },
    'a comment of the shell at the end': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5 # for psycopg\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update && apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/* # for psycopg\n${SHIP}`,
      fix: 'review',
    },
    'a fallback at the end': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5 || true\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update && apt-get install --yes libpq5 || true && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
      fix: 'review',
    },
    'a pipe at the end': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5 | tee /tmp/log\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update && apt-get install --yes libpq5 | tee /tmp/log && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'a job in the background': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5 &\n${SHIP}`,
      fixed: null,
    },
    'a compound at the end': {
      code: `${FROM}RUN «apt-get update» && if [ -n "$EXTRA" ]; then apt-get install --yes $EXTRA; fi\n${SHIP}`,
      fixed: null,
    },
    'exec never comes back': {
      code: `${FROM}RUN «apt-get update» && exec apt-get install --yes libpq5\n${SHIP}`,
      fixed: null,
    },
    'exit ends the list': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5 && exit 0\n${SHIP}`,
      fixed: null,
    },
    'a joiner that waits for a command': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5 && \\\n`,
      fixed: null,
    },
    'a heredoc that stops on errors': {
      code: `${FROM}RUN <<EOF\nset -eux\n«apt-get update»\napt-get install --yes libpq5\nEOF\n${SHIP}`,
      fixed: `${FROM}RUN <<EOF\nset -eux\napt-get update\napt-get install --yes libpq5\nrm -rf /var/lib/apt/lists/*\nEOF\n${SHIP}`,
    },
    'a heredoc with tabs and a comment': {
      code: `${FROM}RUN <<-EOF\n\tset -e\n\t«apt-get update»\n\tapt-get install --yes libpq5\n\t# done\n\tEOF\n${SHIP}`,
      fixed: `${FROM}RUN <<-EOF\n\tset -e\n\tapt-get update\n\tapt-get install --yes libpq5\n\t# done\n\trm -rf /var/lib/apt/lists/*\n\tEOF\n${SHIP}`,
    },
    'a heredoc that goes on after errors: the last failure stays one': {
      code: `${FROM}RUN <<EOF\n«apt-get update»\napt-get install --yes libpq5\nEOF\n${SHIP}`,
      fixed: `${FROM}RUN <<EOF\napt-get update\napt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\nEOF\n${SHIP}`,
    },
    'a heredoc that is the input of a command': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5 && cat > /etc/motd <<EOF\nhello\nEOF\n${SHIP}`,
      fixed: null,
    },
    'an exec form': { code: `${FROM}RUN [«"apt-get", "update"»]\n${SHIP}`, fixed: null },
    'a text for another shell': {
      code: `${FROM}RUN bash -c "«apt-get update» && apt-get install --yes libpq5"\n${SHIP}`,
      fixed: `${FROM}RUN bash -c "apt-get update && apt-get install --yes libpq5" && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'apt itself, and clean, which keeps the lists': {
      code: `${FROM}RUN «apt update» && apt install -y libpq5 && apt clean\n${SHIP}`,
      fixed: `${FROM}RUN apt update && apt install -y libpq5 && apt clean && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'an update that nothing uses': {
      code: `${FROM}RUN «apt-get update»\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'removed before the update only': {
      code: `${FROM}RUN rm -rf /var/lib/apt/lists/* && «apt-get update» && apt-get install --yes libpq5\n${SHIP}`,
      fixed: `${FROM}RUN rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'removed between two updates': {
      code: `${FROM}RUN apt-get update && rm -rf /var/lib/apt/lists/* && «apt-get update» && apt-get install --yes libpq5\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update && rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'other folders removed': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5 && rm -rf /var/cache/apt/archives /var/lib/apt/lists/partial\n${SHIP}`,
      fix: 'safe',
    },
    'removed in a later layer, where it frees nothing': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5\nRUN rm -rf /var/lib/apt/lists/*\n${SHIP}`,
      fix: 'safe',
    },
    'a mount on the archives does not cover the lists': {
      code: `${FROM}RUN --mount=type=cache,target=/var/cache/apt \\\n    «apt-get update» && apt-get install --yes libpq5\n${SHIP}`,
      fixed: `${FROM}RUN --mount=type=cache,target=/var/cache/apt \\\n    apt-get update && apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'the lists of a piped set-up script stay, whoever installs from them': {
      code: `${FROM}RUN curl -fsSL https://deb.nodesource.com/setup_22.x | «bash -»\nRUN apt-get install --yes nodejs\n${SHIP}`,
      message: /a later RUN installs without its own update/,
      fixed: null,
    },
    'a piped set-up script updates the lists itself': {
      code: `${FROM}RUN curl -fsSL https://deb.nodesource.com/setup_22.x | «bash -» && apt-get install --yes nodejs\n${SHIP}`,
      fixed: `${FROM}RUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install --yes nodejs && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'an update in a condition': {
      code: `${FROM}ARG DEBUG\nRUN if [ -n "$DEBUG" ]; then «apt-get update» && apt-get install --yes gdb; fi\n${SHIP}`,
      fixed: null,
    },
    'a builder': {
      code: `${FROM.trim()} AS builder\nRUN «apt-get update» && apt-get install --yes gcc\n\n${FROM}COPY --from=builder /opt/venv /opt/venv\n`,
      severity: 'hint',
      fixed: `${FROM.trim()} AS builder\nRUN apt-get update && apt-get install --yes gcc && rm -rf /var/lib/apt/lists/*\n\n${FROM}COPY --from=builder /opt/venv /opt/venv\n`,
    },
    'a stage that a shipping one is FROM': {
      code: `${FROM.trim()} AS base\nRUN «apt-get update» && apt-get install --yes libpq5\n\nFROM base\n${SHIP}`,
      severity: 'warning',
    },
    'a development stage': {
      code: `${FROM.trim()} AS dev\nRUN «apt-get update» && apt-get install --yes gdb\n`,
      severity: 'hint',
    },
    'a development file': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes gdb\n`,
      path: 'dev.Dockerfile',
      severity: 'hint',
    },
    'two RUNs, each with an update of its own': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5\nCOPY packages.txt /\nRUN «apt-get update» && apt-get install --yes gettext\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update && apt-get install --yes libpq5 && rm -rf /var/lib/apt/lists/*\nCOPY packages.txt /\nRUN apt-get update && apt-get install --yes gettext && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'a later install without its own update needs the lists': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5\nCOPY . .\nRUN apt-get install --yes gettext\n${SHIP}`,
      message: NEEDED,
      fixed: null,
    },
    'also when a variable names its packages': {
      code: `${FROM}ARG EXTRA\nRUN «apt-get update» && apt-get install --yes libpq5\nCOPY . .\nRUN apt-get install --yes $EXTRA\n${SHIP}`,
      message: NEEDED,
      fixed: null,
    },
    'and in a stage that is FROM this one': {
      code: `${FROM.trim()} AS base\nRUN «apt-get update» && apt-get install --yes libpq5\n\nFROM base AS test\nRUN apt-get install --yes gettext\n\nFROM base\n${SHIP}`,
      message: NEEDED,
      severity: 'warning',
      fixed: null,
    },
    'a later upgrade needs them too': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes libpq5\nCOPY . .\nRUN apt-get upgrade --yes\n${SHIP}`,
      message: NEEDED,
      fixed: null,
    },
    'a later removal of packages does not': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes gcc\nCOPY . .\nRUN apt-get purge --yes gcc && apt-get autoremove --yes\n${SHIP}`,
      message: REMOVE,
      fix: 'safe',
    },
    'a later install behind its own update does not': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes gcc\nCOPY . .\nRUN apt-get update && apt-get install --yes gettext && rm -rf /var/lib/apt/lists/*\nRUN apt-get install --yes curl\n${SHIP}`,
      message: REMOVE,
      fix: 'safe',
    },
    'a later script may': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes gcc\nCOPY install.sh /\nRUN bash /install.sh\n${SHIP}`,
      message: REMOVE,
      fix: 'review',
    },
    'a trigger for images built on this one does': {
      code: `${FROM}RUN «apt-get update» && apt-get install --yes gcc\nONBUILD RUN apt-get install --yes $PACKAGES\n`,
      fix: 'review',
    },
    'another user than root cannot remove them': {
      code: `${FROM}USER app\nRUN sudo «apt-get update» && sudo apt-get install --yes gcc\n`.replace(
        'sudo «apt-get update»',
        '«sudo apt-get update»',
      ),
      fixed: null,
    },
    'a base whose user nobody knows': {
      code: `FROM registry.example.com/python-base:1\nRUN «apt-get update» && apt-get install --yes gcc\n${SHIP}`,
      fixed: `FROM registry.example.com/python-base:1\nRUN apt-get update && apt-get install --yes gcc && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
      fix: 'review',
    },
    'root by number': {
      code: `FROM registry.example.com/python-base:1\nUSER 0:0\nRUN «apt-get update»\n${SHIP}`,
      fix: 'safe',
    },
    'an ignored finding beside one that is not': {
      code: `${FROM}# hadolint ignore=DL3009\nRUN apt-get update && apt-get install --yes gcc\nCOPY . .\nRUN «apt-get update» && apt-get install --yes gettext\n${SHIP}`,
    },
    'a template is not the file that is built': {
      code: `FROM python:{{ version }}\nRUN «apt-get update» && apt-get install --yes gcc\n${SHIP}`,
      fixed: null,
    },
  },
});
