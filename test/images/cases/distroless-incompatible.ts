import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('distroless-incompatible', {
  'the image starts Python by itself': {
    quick: true,
    before: `FROM python:3.13-slim-trixie AS builder
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --target=/packages -r requirements.txt

FROM gcr.io/distroless/python3-debian13
WORKDIR /app
COPY --from=builder /packages /packages
COPY . .
ENV PYTHONPATH=/packages
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    mends: { at: 'start', message: /can't open file '\/app\/gunicorn'/ },
    // There is no shell for them.
    runs: [],
    claims: [serves()],
  },
  'no shell for a command': {
    before: `FROM python:3.13-slim-trixie AS builder
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --target=/packages -r requirements.txt

FROM gcr.io/distroless/python3-debian13
WORKDIR /app
COPY --from=builder /packages /packages
COPY . .
ENV PYTHONPATH=/packages
ENTRYPOINT python3 -m gunicorn config.wsgi --bind=0.0.0.0:8000
`,
    mends: { at: 'start', message: /\/bin\/sh/ },
    runs: [],
    claims: [serves()],
  },
});
