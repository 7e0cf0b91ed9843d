import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('native-lib-missing', {
  'psycopg without libpq': {
    quick: true,
    files: { 'requirements.txt': 'Django==5.2.17\npsycopg==3.3.6\n' },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
`,
    mends: { at: { run: 'python3 -c "import psycopg"' }, message: /no pq wrapper available/ },
    runs: ['python3 -c "import psycopg; print(psycopg.pq.__impl__)"'],
  },
  'a name of an older release': {
    before: `FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install --yes --no-install-recommends libldap-2.5-0 && rm -rf /var/lib/apt/lists/*
CMD ["python3"]
`,
    mends: { at: 'build', message: /Unable to locate package libldap-2\.5-0|has no installation candidate/ },
    runs: ['ls /usr/lib/*/libldap.so.2'],
  },
});
