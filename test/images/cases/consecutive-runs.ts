import { smaller } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('consecutive-runs', {
  'packages in three steps': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN apt-get update
RUN apt-get install --yes --no-install-recommends libpq5
RUN rm -rf /var/lib/apt/lists/*
WORKDIR /app
CMD ["gunicorn", "config.wsgi"]
`,
    alike: {},
    runs: ['dpkg-query --show'],
    claims: [smaller(10)],
  },
  'on an older Debian': {
    before: `FROM python:3.11-slim-bookworm
RUN apt-get update
RUN apt-get install --yes --no-install-recommends libpq5
RUN rm -rf /var/lib/apt/lists/*
WORKDIR /app
CMD ["gunicorn", "config.wsgi"]
`,
    alike: {},
    runs: ['dpkg-query --show'],
    claims: [smaller(10)],
  },
});
