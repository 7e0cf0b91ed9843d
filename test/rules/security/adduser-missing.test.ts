import rule from '../../../server/src/engine/rules/security/adduser-missing.ts';
import { testRule } from '../../support/rule-tester.ts';

const TRIXIE = 'FROM python:3.13-slim-trixie\n';
const BOOKWORM = 'FROM python:3.13-slim-bookworm\n';
const missing = `adduser is not in Debian 13's slim images: the build stops here with "not found" (exit 127)`;
const apt = (packages: string): string =>
  `RUN apt-get update && apt-get install -y ${packages} && rm -rf /var/lib/apt/lists/*\n`;

/** A call on Debian 13 and what the fix makes of it. */
const becomes = (call: string, fixed: string) => ({
  code: `${TRIXIE}RUN ${call.replace(/^add\w+/, '«$&»')}\n`,
  fixed: `${TRIXIE}RUN ${fixed}\n`,
});

testRule(rule, {
  valid: {
    'useradd is always there': `${TRIXIE}RUN groupadd app && useradd --gid app app\n`,
    'it is installed': `${TRIXIE}${apt('adduser')}RUN adduser --disabled-password --gecos "" app\n`,
    'another package brings it': `${TRIXIE}${apt('gnupg')}RUN adduser --disabled-password --gecos "" app\n`,
    'in the same RUN': `${TRIXIE}RUN apt-get update && apt-get install -y adduser && adduser --system app\n`,
    'Debian 12 has it': `${BOOKWORM}RUN adduser --disabled-password --gecos '' app\n`,
    'undated tags of old minors are of Debian 12': `FROM python:3.8-slim\nRUN adduser --disabled-login --comment app app\n`,
    'full images have it': `FROM python:3.13\nRUN adduser --gecos "" --disabled-password app\n`,
    'BusyBox has it': `FROM python:3.13-alpine\nRUN addgroup -S app && adduser -S -G app app\n`,
    'an image nobody knows': `FROM registry.example.com/python:1\nRUN adduser app\n`,
    'Ubuntu may have it': `FROM ubuntu:26.04\nRUN addgroup app\n`,
    'a script may have installed it': `${TRIXIE}COPY setup.sh /\nRUN /setup.sh\nRUN adduser --system app\n`,
    'only when it is there': `${TRIXIE}RUN command -v adduser && adduser --system app || useradd app\n`,
    'accounts of the system are not asked for': `${BOOKWORM}RUN adduser --system --group app\n`,
    'a member is added': `${BOOKWORM}RUN adduser app www-data\n`,
    'somebody answers': `${BOOKWORM}RUN yes "" | adduser --disabled-password app\n`,
    'groups have no names': `${BOOKWORM}RUN addgroup app\n`,
  },
  invalid: {
    'the usual line': {
      code: `${TRIXIE}RUN «adduser» --disabled-password --gecos '' appuser\nUSER appuser\n`,
      message: missing,
      title: 'Call useradd instead',
      fixed: `${TRIXIE}RUN useradd --create-home --uid 10001 appuser\nUSER appuser\n`,
    },
    'undated tags mean Debian 13': { code: 'FROM python:3.12-slim\nRUN «adduser» --system app\n' },
    'with a number and a group': {
      code: `${TRIXIE}RUN «addgroup» --gid 1000 app && adduser --disabled-password --gecos "The app" --uid 1000 --gid 1000 app\nUSER app\n`,
      message: missing.replace('adduser', 'addgroup'),
      title: 'Call groupadd instead',
      fixed: `${TRIXIE}RUN groupadd --gid 1000 app && useradd --create-home --comment "The app" --uid 1000 --gid 1000 app\nUSER app\n`,
    },
    'one finding, however many calls': {
      code: `${TRIXIE}RUN «addgroup» --system app\nRUN adduser --system --ingroup app app\nRUN adduser app www-data\n`,
      fixed: `${TRIXIE}RUN groupadd --system app\nRUN useradd --system --gid app --shell /usr/sbin/nologin app\nRUN usermod --append --groups www-data app\n`,
    },
    'an account of the system': becomes(
      'adduser --system --group app',
      'useradd --system --user-group --shell /usr/sbin/nologin app',
    ),
    'of the system, with a home': becomes(
      'adduser --system --home /srv app',
      'useradd --system --home-dir /srv --gid nogroup --create-home --shell /usr/sbin/nologin app',
    ),
    'without a home': becomes(
      'adduser --no-create-home --uid 5 --shell /bin/bash app',
      'useradd --no-create-home --uid 5 --shell /bin/bash app',
    ),
    'a name in a variable': {
      code: `${TRIXIE}ARG USER=app\nRUN «adduser» --disabled-password --gecos "" $USER\n`,
      fixed: `${TRIXIE}ARG USER=app\nRUN useradd --create-home --uid 10001 $USER\n`,
    },
    'options of BusyBox mean something else': { code: `${TRIXIE}RUN «adduser» -D -u 1000 app\n`, fixed: null },
    'an exec form': { code: `${TRIXIE}RUN [«"adduser"», "--system", "app"]\n`, fixed: null },
    'a package nobody knows may bring it': {
      code: `${TRIXIE}${apt('somebodys-package')}RUN «adduser» --disabled-password --gecos "" app\n`,
      severity: 'warning',
      message: "adduser may not be there: Debian 13's slim images lack it, and no package here is known to bring it",
      fix: 'review',
      fixed: `${TRIXIE}${apt('somebodys-package')}RUN useradd --create-home --uid 10001 app\n`,
    },
    'it asks': {
      code: `${BOOKWORM}RUN «adduser» --disabled-password app\n`,
      severity: 'info',
      message: 'adduser asks for a full name and phone numbers: in a build nobody answers',
      title: 'Answer for adduser',
      fixed: `${BOOKWORM}RUN adduser --gecos "" --disabled-password app\n`,
    },
    'it asks twice': {
      code: `${BOOKWORM}RUN «adduser» --disabled-password app && «adduser» --disabled-password worker\n`,
      severity: 'info',
      fixed: `${BOOKWORM}RUN adduser --gecos "" --disabled-password app && adduser --gecos "" --disabled-password worker\n`,
    },
    'it asks for a password, too': {
      code: `FROM python:3.13\nRUN «adduser» --uid 1000 app\n`,
      severity: 'info',
      fix: 'review',
      fixed: `FROM python:3.13\nRUN adduser --disabled-password --gecos "" --uid 1000 app\n`,
    },
  },
});
