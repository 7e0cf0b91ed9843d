import { reachable } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('server-bound-to-loopback', {
  'gunicorn without an address': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
EXPOSE 8000
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { config: ['cmd'] },
    claims: [reachable()],
  },
  'gunicorn that is bound to localhost': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--bind", "127.0.0.1:8000"]
`,
    alike: { config: ['cmd'] },
    claims: [reachable()],
  },
});
