import rule from '../../../server/src/engine/rules/caching/apt-flags.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const SHIP = 'CMD ["gunicorn", "config.wsgi"]\n';
const LEAN = 'apt-get install --yes --no-install-recommends';

const YES = 'Without --yes apt-get asks before it goes on: nobody answers in a build, and it aborts';
const RECOMMENDS = 'apt also installs packages that are only recommended: the image grows by what nothing needs';

const ANSWERED = [
  'apt-get install -y --no-install-recommends libpq5',
  'apt-get install --no-install-recommends -qy libpq5',
  'apt-get -qq install --no-install-recommends libpq5',
  'apt-get install -q=2 --no-install-recommends libpq5',
  'apt-get --assume-yes --no-install-recommends install libpq5',
  'apt-get -o APT::Get::Assume-Yes=true install --no-install-recommends libpq5',
  'yes | apt-get install --no-install-recommends libpq5',
  'apt-get install --no-install-recommends libpq5 </dev/stdin',
  'apt-get install -o APT::Install-Recommends=false -y libpq5',
  'apt-get install --install-recommends=no -y libpq5',
  'aptitude install -y libpq5',
  'apt-get install --yes --install-recommends libpq5',
  'apt-get install --simulate --no-install-recommends libpq5',
  'apt-get install --print-uris libpq5',
  'apt-get install $OPTIONS libpq5',
  'apt-get install $(cat packages.txt)',
  'apt-get remove --yes gcc',
  'apt-get update',
  'apt-get install --no-install-recommends',
  'apt-get check',
  'apt-install libpq5',
  'docker-apt-install.sh libpq5',
  'apt list --installed',
  'apt-cache search gcc',
  'apt-get upgrade --yes',
];

testRule(rule, {
  valid: {
    'a dist-upgrade that hadolint is told to ignore': `${FROM}# hadolint ignore=DL3005,DL3009\nRUN apt-get update && apt-get dist-upgrade -y\n${SHIP}`,
    ...Object.fromEntries(ANSWERED.map((command) => [command, `${FROM}RUN ${command}\n${SHIP}`])),
    'packages in a variable': `${FROM}ARG PACKAGES="libpq5 gettext"\nRUN ${LEAN} $PACKAGES\n${SHIP}`,
    'flags in a variable': `${FROM}ARG FLAGS="--yes --no-install-recommends"\nRUN apt-get install $FLAGS libpq5\n${SHIP}`,
    'apt.conf is written': `${FROM}RUN echo 'APT::Install-Recommends "0"; APT::Get::Assume-Yes "1";' >/etc/apt/apt.conf.d/99app\nRUN apt-get install libpq5 && apt-get clean\n${SHIP}`,
    'apt.conf is copied in a parent stage': `${FROM.trim()} AS base\nCOPY apt.conf /etc/apt/apt.conf.d/99app\nFROM base\nRUN apt-get install libpq5\n${SHIP}`,
    'a tree is copied that may hold apt.conf': `${FROM}COPY rootfs/ /\nRUN apt-get install libpq5\n${SHIP}`,
    'a tree from elsewhere': `${FROM}COPY --from=config /etc /etc\nRUN apt-get install libpq5\n${SHIP}`,
    'a copy to nobody knows where': `${FROM}ARG TARGET\nCOPY x $TARGET\nRUN apt-get install libpq5\n${SHIP}`,
    'a configuration of its own': `${FROM}ENV APT_CONFIG=/etc/app-apt\nRUN apt-get install libpq5\n${SHIP}`,
    'an image nobody knows': `FROM registry.example.com/base\nRUN apt-get install libpq5 && apt-get clean\n${SHIP}`,
    'a clean where apt keeps its packages': `${FROM}RUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN ${LEAN} libpq5 && apt-get clean\n${SHIP}`,
    'a clean of a cache mount': `${FROM}RUN --mount=type=cache,target=/var/cache/apt ${LEAN} libpq5 && apt-get clean\n${SHIP}`,
    'a clean of what was only downloaded': `${FROM}RUN apt-get install --yes --no-install-recommends --download-only libpq5 && apt-get clean\n${SHIP}`,
    'Alpine has no apt': `FROM python:3.13-alpine\nRUN apk add libpq\n${SHIP}`,
    'a variable for the build': `${FROM}ARG DEBIAN_FRONTEND=noninteractive\n${SHIP}`,
    'a variable for one command': `${FROM}RUN DEBIAN_FRONTEND=noninteractive ${LEAN} libpq5\n${SHIP}`,
    'a variable that is set back': `${FROM}ENV DEBIAN_FRONTEND=noninteractive\nENV DEBIAN_FRONTEND=dialog\n${SHIP}`,
    'a variable in a builder': `${FROM.trim()} AS builder\nENV DEBIAN_FRONTEND=noninteractive\n${FROM}COPY --from=builder /a /a\n${SHIP}`,
    'other variables': `${FROM}ENV LANG=C.UTF-8\n${SHIP}`,
  },
  invalid: {
    'nobody answers': {
      code: `${FROM}RUN apt-get update && «apt-get install» --no-install-recommends libpq5\n${SHIP}`,
      severity: 'warning',
      message: YES,
      title: 'Add --yes',
      fixed: `${FROM}RUN apt-get update && apt-get install --yes --no-install-recommends libpq5\n${SHIP}`,
    },
    'a package that brings others': {
      code: `${FROM}RUN apt-get update && «apt-get install» --no-install-recommends libpq5 gcc\n${SHIP}`,
      severity: 'error',
      message: 'Without --yes the build stops here: gcc brings other packages along, so apt-get asks',
    },
    'a package that brings others, in a variable': {
      code: `${FROM}ARG PACKAGES="libpq5 git"\nRUN «apt-get install» --no-install-recommends $PACKAGES\n${SHIP}`,
      severity: 'error',
      fixed: `${FROM}ARG PACKAGES="libpq5 git"\nRUN apt-get install --yes --no-install-recommends $PACKAGES\n${SHIP}`,
    },
    'what it brings may be there': {
      code: `${FROM}RUN ${LEAN} build-essential\nRUN «apt-get install» --no-install-recommends gcc\n${SHIP}`,
      severity: 'warning',
    },
    'a full image holds a lot': {
      code: `FROM python:3.13\nRUN «apt-get install» --no-install-recommends gcc\n${SHIP}`,
      severity: 'warning',
    },
    'two calls in one RUN share a finding': {
      code: `${FROM}RUN «apt-get upgrade» && apt-get purge gcc\n${SHIP}`,
      severity: 'warning',
      fixed: `${FROM}RUN apt-get upgrade --yes && apt-get purge --yes gcc\n${SHIP}`,
    },
    'exec form': {
      code: `${FROM}RUN [«"apt-get", "install"», "--no-install-recommends", "libpq5"]\n${SHIP}`,
      severity: 'warning',
      fixed: `${FROM}RUN ["apt-get", "install", "--yes", "--no-install-recommends", "libpq5"]\n${SHIP}`,
    },
    'recommended packages': {
      code: `${FROM}RUN apt-get update && «apt-get install» -y libpq5 && apt-get install -y \\\n    gettext\n${SHIP}`,
      message: RECOMMENDS,
      fix: 'review',
      title: 'Add --no-install-recommends',
      fixed: `${FROM}RUN apt-get update && apt-get install --no-install-recommends -y libpq5 && apt-get install --no-install-recommends -y \\\n    gettext\n${SHIP}`,
    },
    'a compiler, which only recommends the headers it needs': {
      code: `${FROM}RUN «apt-get install» -y gcc libpq-dev\n${SHIP}`,
      fix: 'review',
      title: 'Add --no-install-recommends and libc6-dev',
      fixed: `${FROM}RUN apt-get install --no-install-recommends -y gcc libc6-dev libpq-dev\n${SHIP}`,
    },
    'a compiler in a variable': {
      code: `${FROM}ARG CC=gcc-14\nRUN «apt-get install» -y $CC libpq-dev\n${SHIP}`,
      fix: 'review',
      fixed: `${FROM}ARG CC=gcc-14\nRUN apt-get install --no-install-recommends -y $CC libpq-dev libc6-dev\n${SHIP}`,
    },
    'a compiler whose headers are there': {
      code: `${FROM}RUN ${LEAN} build-essential\nRUN «apt-get install» -y gcc\n${SHIP}`,
      fix: 'review',
      title: 'Add --no-install-recommends',
    },
    'recommended packages in a builder': {
      code: `${FROM.trim()} AS builder\nRUN «apt-get install» -y gcc\n${FROM}COPY --from=builder /a /a\n${SHIP}`,
      severity: 'hint',
    },
    'a copied tree without apt.conf': {
      code: `${FROM}COPY rootfs/ /\nRUN «apt-get install» -y libpq5\n${SHIP}`,
      files: { 'manage.py': '', 'rootfs/etc/nginx/nginx.conf': '' },
    },
    'a copied tree with apt.conf, behind the RUN': {
      code: `${FROM}RUN «apt-get install» -y libpq5\nCOPY apt.conf /etc/apt/apt.conf\n${SHIP}`,
    },
    apt: {
      code: `${FROM}RUN «apt update» && apt install -y --no-install-recommends libpq5 && apt list\n${SHIP}`,
      message: 'apt is made for terminals, its options and output may change: scripts call apt-get',
      title: 'Call apt-get',
      fixed: `${FROM}RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && apt list\n${SHIP}`,
    },
    'apt upgrade installs what newer versions need': {
      code: `${FROM}RUN «/usr/bin/apt upgrade» -y\n${SHIP}`,
      fixed: `${FROM}RUN /usr/bin/apt-get upgrade --with-new-pkgs -y\n${SHIP}`,
    },
    'apt on an image nobody knows': {
      code: `FROM registry.example.com/base\nRUN «apt install» libpq5\n${SHIP}`,
      fix: 'review',
      fixed: `FROM registry.example.com/base\nRUN apt-get install libpq5\n${SHIP}`,
    },
    'apt in quotes': {
      code: `${FROM}RUN «"apt" update»\n${SHIP}`,
      fixed: null,
    },
    'a needless clean': {
      code: `${FROM}RUN apt-get update \\\n  && ${LEAN} libpq5 \\\n  && «apt-get clean» \\\n  && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
      message: 'Nothing is left to clean: official images empty the package cache after every call of apt',
      title: 'Drop the needless clean',
      fixed: `${FROM}RUN apt-get update \\\n  && ${LEAN} libpq5 \\\n  && rm -rf /var/lib/apt/lists/*\n${SHIP}`,
    },
    'a needless clean on its own': {
      code: `${FROM}RUN «apt-get clean»\n${SHIP}`,
      fixed: `${FROM}${SHIP}`,
    },
    'a needless clean between semicolons': {
      code: `${FROM}RUN ${LEAN} libpq5; «apt-get autoclean»; true\n${SHIP}`,
      fixed: null,
    },
    'a dist-upgrade': {
      code: `${FROM}RUN apt-get update && «apt-get dist-upgrade» -y\n${SHIP}`,
      message: 'A dist-upgrade may remove packages of the base image: a newer base brings the same fixes, tested',
      fixed: null,
    },
    'the variable stays': {
      code: `${FROM}ENV «DEBIAN_FRONTEND=noninteractive»\n${SHIP}`,
      message: 'DEBIAN_FRONTEND stays set in the running container: ARG ends with the build',
      fix: 'review',
      title: 'Set DEBIAN_FRONTEND for the build only',
      fixed: `${FROM}ARG DEBIAN_FRONTEND=noninteractive\n${SHIP}`,
    },
    'the variable stays by inheritance, among others': {
      code: `${FROM.trim()} AS base\nENV LANG=C.UTF-8 «DEBIAN_FRONTEND=noninteractive»\nFROM base\n${SHIP}`,
      fixed: null,
    },
  },
});
