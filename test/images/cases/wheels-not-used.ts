import { buildPrints } from '../../../scripts/images/cases/build-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('wheels-not-used', {
  'nobody tells pip where they are': {
    quick: true,
    before: `FROM python:3.13-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=builder /wheels /wheels
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/usr/local/lib/python3.13/__pycache__'] },
    runs: ['python manage.py check', 'pip freeze'],
    claims: [buildPrints('Looking in links: /wheels')],
  },
  'PyPI is asked as well': {
    before: `FROM python:3.13-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

FROM python:3.13-slim-trixie
WORKDIR /app
RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \\
    pip install --no-cache-dir /wheels/*
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/usr/local/lib/python3.13/__pycache__'] },
    runs: ['python manage.py check'],
  },
});
