import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const NOT_FOUND = /gunicorn.*(?:No such file|not found)/;

export default imageCases('server-not-in-deps', {
  'gunicorn is not in the requirements': {
    quick: true,
    files: { 'requirements.txt': 'Django==5.2.17\npsycopg[binary]==3.3.9\nwhitenoise==6.12.0\n' },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    mends: { at: 'start', message: NOT_FOUND },
    claims: [serves()],
  },
  'in an entry script': {
    files: {
      'requirements.txt': 'Django==5.2.17\nwhitenoise==6.12.0\n',
      'entrypoint.sh': '#!/bin/sh\nset -e\npython manage.py check\nexec gunicorn config.wsgi --bind=0.0.0.0:8000\n',
    },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENTRYPOINT ["sh", "./entrypoint.sh"]
`,
    mends: { at: 'start', message: NOT_FOUND },
    claims: [serves()],
  },
  'the worker class has no package': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gevent"]
`,
    mends: { at: 'start', message: /gevent/ },
    claims: [serves()],
  },
  'the worker class of uvicorn itself': {
    files: { 'requirements.txt': 'Django==5.2.17\ngunicorn==26.2.0\nuvicorn==0.54.0\nwhitenoise==6.12.0\n' },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.asgi", "--bind=0.0.0.0:8000", "-k", "uvicorn.workers.UvicornWorker"]
`,
    alike: { files: ['/usr/local', '/app/requirements.txt'], config: ['cmd'] },
    claims: [serves()],
  },
});
