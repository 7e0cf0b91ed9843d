import { prints, smaller } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('apt-flags', {
  'nobody answers': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
CMD ["python3"]
`,
    mends: { at: 'build', message: /Do you want to continue.*Abort|Abort/s },
    runs: ['dpkg-query --show libpq5'],
  },
  'DEBIAN_FRONTEND for the build only': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
ENV DEBIAN_FRONTEND=noninteractive
CMD ["python3"]
`,
    alike: { config: ['env'] },
    runs: [],
    claims: [prints('echo "$DEBIAN_FRONTEND"', '', 'noninteractive')],
  },
  'apt instead of apt-get': {
    before: `FROM python:3.13-slim-trixie
RUN apt update && apt install --yes --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
CMD ["python3"]
`,
    alike: {},
    runs: ['dpkg-query --show'],
  },
  'apt upgrade on an older Debian': {
    before: `FROM python:3.11-slim-bookworm
RUN apt update && apt upgrade --yes && apt install --yes --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
CMD ["python3"]
`,
    alike: {},
    runs: ['dpkg-query --show'],
  },
  'a needless clean': {
    before: `FROM python:3.13-slim-trixie
RUN apt-get update \\
    && apt-get install --yes --no-install-recommends libpq5 \\
    && apt-get clean \\
    && rm -rf /var/lib/apt/lists/*
CMD ["python3"]
`,
    alike: {},
    runs: ['dpkg-query --show'],
  },
  'recommended packages': {
    before: `FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install --yes gettext && rm -rf /var/lib/apt/lists/*
CMD ["python3"]
`,
    runs: ['msgfmt --version'],
    claims: [smaller(1)],
  },
});
