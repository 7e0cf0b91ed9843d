import { prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('sudo-used', {
  'root asks to be root': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN sudo mkdir -p /srv/media && sudo chown 10001 /srv/media
CMD ["python3"]
`,
    mends: { at: 'build', message: /sudo: not found/ },
    runs: [],
    claims: [prints('stat -c %u /srv/media', '10001')],
  },
  'sudo is there': {
    before: `FROM python:3.13-slim-trixie
RUN apt-get update \\
    && apt-get install --yes --no-install-recommends sudo \\
    && rm -rf /var/lib/apt/lists/*
RUN sudo useradd --create-home --uid 10001 app && sudo install -d -o app -m 750 /srv/media
CMD ["python3"]
`,
    alike: {},
    runs: [],
  },
});
