import rule from '../../../server/src/engine/rules/caching/apt-update-separate.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const SHIP = 'CMD ["gunicorn", "config.wsgi"]\n';

/** Once update and install stand in one RUN, the lists are seen to be left. */
const LISTS = ['apt-lists-left'];

testRule(rule, {
  valid: {
    'update and install in one RUN': `${FROM}RUN apt-get update && apt-get install --yes libpq5\n${SHIP}`,
    'joined by semicolons': `${FROM}RUN apt-get update; apt-get install --yes libpq5\n${SHIP}`,
    'an update that nothing installs from': `${FROM}RUN apt-get update\n${SHIP}`,
    'the install updates by itself': `${FROM}RUN apt-get update\nRUN apt-get update && apt-get install --yes libpq5\n`,
    'a second install without an update of its own': `${FROM}RUN apt-get update && apt-get install --yes libpq5\nRUN apt-get install --yes gettext\n`,
    'an upgrade uses the lists': `${FROM}RUN apt-get update && apt-get upgrade --yes\nRUN apt-get install --yes gettext\n`,
    'a script that may install': `${FROM}RUN apt-get update\nRUN ./install-packages.sh\n`,
    'somebody’s own program': `${FROM}RUN apt-get update && docker-apt-install.sh build.txt\nRUN apt-install libpq5\n`,
    'the lists are gone again': `${FROM}RUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN apt-get install --yes libpq5\n`,
    'a cache mount keeps the lists': `${FROM}RUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN --mount=type=cache,target=/var/lib/apt apt-get install --yes libpq5\n`,
    'a removal needs no lists': `${FROM}RUN apt-get update\nRUN apt-get remove --yes gcc\n`,
    'another stage': `${FROM.trim()} AS a\nRUN apt-get update\nFROM python:3.13-slim\nRUN apt-get install --yes libpq5\n`,
    apk: 'FROM python:3.13-alpine\nRUN apk update\nRUN apk add libpq\n',
    'a text that no shell reads': `${FROM}RUN apt-get update "\nRUN apt-get install --yes libpq5\n`,
  },
  invalid: {
    'an update on its own': {
      code: `${FROM}RUN «apt-get update»\nRUN apt-get install --yes libpq5\n${SHIP}`,
      message: 'This update is cached on its own: a later change of the install runs with stale lists and gets 404s',
      related: ['apt-get install --yes libpq5'],
      title: 'Update and install in one RUN',
      fixed: `${FROM}RUN apt-get update \\\n    && apt-get install --yes libpq5\n${SHIP}`,
      alsoFires: LISTS,
    },
    'all installs that follow': {
      code: `${FROM}RUN «apt-get update»\nRUN apt-get install --yes libpq5\nRUN apt-get install --yes gettext\nRUN apt-get clean\n${SHIP}`,
      fixed: `${FROM}RUN apt-get update \\\n    && apt-get install --yes libpq5 \\\n    && apt-get install --yes gettext \\\n    && apt-get clean\n${SHIP}`,
      alsoFires: LISTS,
    },
    'a comment between stays': {
      code: `${FROM}RUN «apt-get update»\n# the client library\nRUN apt-get install --yes libpq5\n`,
      fixed: `${FROM}RUN apt-get update \\\n    # the client library\n    && apt-get install --yes libpq5\n`,
      alsoFires: LISTS,
    },
    'an install that goes on with something else': {
      code: `${FROM}RUN «apt-get update»\nRUN apt-get install --yes libpq5 && pip install gunicorn\n`,
      title: 'Update the package lists in the RUN that installs',
      fix: 'review',
      fixed: `${FROM}RUN apt-get update && apt-get install --yes libpq5 && pip install gunicorn\n`,
      alsoFires: LISTS,
    },
    'an instruction between': {
      code: `${FROM}# lists\nRUN «apt-get -qq update»\nENV LANG=C.UTF-8\nRUN set -eux && apt-get install --yes libpq5\n`,
      fix: 'review',
      fixed: `${FROM}# lists\nENV LANG=C.UTF-8\nRUN set -eux && apt-get -qq update && apt-get install --yes libpq5\n`,
      alsoFires: LISTS,
    },
    'another user between': {
      code: `${FROM}RUN «apt-get update»\nUSER app\nRUN apt-get install --yes libpq5\n`,
      fixed: null,
    },
    'other flags': {
      code: `${FROM}RUN «apt-get update»\nRUN --network=none apt-get install --yes libpq5\n`,
      fixed: null,
    },
    'more than the update in its RUN': {
      code: `${FROM}RUN dpkg --add-architecture i386 && «apt-get update»\nCOPY x /x\nRUN apt-get install --yes libpq5\n`,
      fixed: null,
    },
    'an exported variable makes it a review': {
      code: `${FROM}RUN export DEBIAN_FRONTEND=noninteractive && «apt-get update»\nRUN apt-get install --yes libpq5\n`,
      fix: 'review',
      fixed: `${FROM}RUN export DEBIAN_FRONTEND=noninteractive \\\n    && apt-get update \\\n    && apt-get install --yes libpq5\n`,
      alsoFires: LISTS,
    },
    'a failure that is ignored cannot be joined': {
      code: `${FROM}RUN «apt-get update» || true\nRUN apt-get install --yes libpq5\n`,
      fixed: null,
    },
    'an install in an inheriting stage': {
      code: `${FROM.trim()} AS base\nRUN «apt-get update»\nFROM base\nRUN apt-get install --yes libpq5\n${SHIP}`,
      related: ['apt-get install --yes libpq5'],
      fixed: null,
    },
    'a script text between cannot be joined': {
      code: `${FROM}RUN «apt-get update»\nRUN if true; then apt-get install --yes libpq5; fi\n`,
      fixed: null,
    },
    'a set-up script in the update’s RUN': {
      code: `${FROM}RUN «apt-get update» && curl -fsSL https://deb.nodesource.com/setup_22.x | bash -\nRUN apt-get install --yes nodejs\n`,
      fixed: null,
    },
    'a builder': {
      code: `${FROM.trim()} AS builder\nRUN «apt-get update»\nRUN apt-get install --yes gcc\n\n${FROM}COPY --from=builder /opt/venv /opt/venv\n`,
      severity: 'warning',
      alsoFires: LISTS,
    },
    'an image for development': {
      code: `${FROM.trim()} AS dev\nRUN «apt-get update»\nRUN apt-get install --yes gcc\n`,
      severity: 'hint',
      alsoFires: LISTS,
    },
  },
});
