import { configured } from '../../../scripts/images/cases/claims.ts';
import { healthy } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('port-mismatch', {
  'EXPOSE names another port': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
EXPOSE 8080
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { config: ['ports'] },
    claims: [configured('ports', '8000/tcp')],
  },
  'the health check asks another port': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
EXPOSE 8000
HEALTHCHECK CMD python3 -c "import urllib.request as r; r.urlopen('http://localhost:8080/')"
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { config: ['healthcheck'] },
    claims: [healthy(/Connection refused/)],
  },
  'no EXPOSE': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { config: ['ports'] },
    claims: [configured('ports', '8000/tcp')],
  },
});
