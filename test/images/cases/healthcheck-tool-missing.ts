import { healthy } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('healthcheck-tool-missing', {
  'curl in a slim image': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
HEALTHCHECK CMD curl -f http://localhost:8000/ || exit 1
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { config: ['healthcheck'] },
    claims: [healthy(/curl: not found/)],
  },
  'curl without -f takes every answer': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
HEALTHCHECK CMD curl --silent http://localhost:8000/missing/
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { config: ['healthcheck'] },
    claims: [healthy(/curl: not found/)],
  },
  'wget in a slim image': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
HEALTHCHECK --interval=30s CMD ["wget", "--spider", "-q", "http://127.0.0.1:8000/"]
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { config: ['healthcheck'] },
    claims: [healthy(/wget/)],
  },
});
