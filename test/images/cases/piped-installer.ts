import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('piped-installer', {
  'the download tool is missing': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN curl -fsSL https://tools.example.com/install.sh | sh
CMD ["python3"]
`,
    stops: /curl: (?:command )?not found/,
  },
  'the download fails': {
    before: `FROM python:3.13-slim-trixie
RUN apt-get update \\
    && apt-get install --yes --no-install-recommends ca-certificates curl \\
    && rm -rf /var/lib/apt/lists/*
RUN curl -fsSL https://tools.invalid/install.sh | sh
CMD ["python3"]
`,
    stops: /Could not resolve/,
  },
  'the download succeeds': {
    files: { 'install.sh': '#!/bin/sh\necho installed > /opt/tool\n' },
    before: `FROM python:3.13-slim-trixie
RUN apt-get update \\
    && apt-get install --yes --no-install-recommends ca-certificates curl \\
    && rm -rf /var/lib/apt/lists/*
COPY install.sh /srv/
RUN curl -fsSL file:///srv/install.sh | sh
CMD ["python3"]
`,
    alike: { config: ['shell'] },
    runs: ['cat /opt/tool'],
  },
});
