import { smaller } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('cleanup-in-later-layer', {
  'wheels that are removed too late': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt
RUN pip install --no-cache-dir --no-index --no-deps /wheels/*.whl
RUN rm -rf /wheels
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: {},
    runs: ['python manage.py check', 'pip freeze'],
    claims: [smaller(5)],
  },
  'a package that is purged too late': {
    before: `FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install --yes --no-install-recommends gcc
RUN apt-get purge --yes gcc && rm -rf /var/lib/apt/lists/*
CMD ["python3"]
`,
    alike: {},
    runs: ['dpkg-query --show'],
    claims: [smaller(5)],
  },
});
