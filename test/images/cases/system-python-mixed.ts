import { gone, smaller } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('system-python-mixed', {
  'an environment maker for another Python': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 python3-venv && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/venv
CMD ["python3"]
`,
    alike: {
      files: [
        '/etc',
        '/lib',
        '/usr/bin',
        '/usr/include',
        '/usr/lib',
        '/usr/local/lib/python3.13/dist-packages',
        '/usr/share',
        '/var',
      ],
    },
    runs: ['/opt/venv/bin/pip --version', 'ls /usr/lib/*/libpq.so.5'],
    claims: [gone('/usr/bin/python3'), smaller(10)],
  },
});
