import { prints, serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('stage-libc-mismatch', {
  'built on Alpine, run on Debian': {
    quick: true,
    unbuilt: 'Alpine is not made of Debian packages',
    before: `FROM python:3.13-alpine AS builder
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    claims: [prints('python -c "import psycopg; print(psycopg.pq.__impl__)"', 'binary'), serves()],
  },
});
