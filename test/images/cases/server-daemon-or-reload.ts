import { keepsRunning, logs } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('server-daemon-or-reload', {
  'gunicorn as a daemon': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--daemon"]
`,
    alike: { config: ['cmd'] },
    claims: [keepsRunning(0)],
  },
  'gunicorn in the background': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD gunicorn config.wsgi &
`,
    alike: { config: ['cmd'] },
    claims: [keepsRunning(0)],
  },
  'gunicorn that reloads': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--log-level=debug", "--reload"]
`,
    alike: { config: ['cmd'] },
    claims: [logs('reload: True', { only: 'before' })],
  },
});
