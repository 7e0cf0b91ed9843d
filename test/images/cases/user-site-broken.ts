import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('user-site-broken', {
  'nobody finds the programs': {
    quick: true,
    before: `FROM python:3.13-slim-trixie AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir --user -r requirements.txt

FROM python:3.13-slim-trixie
COPY --from=builder /root/.local /root/.local
WORKDIR /app
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'start', message: /gunicorn.*(?:No such file|not found)/ },
    claims: [serves()],
  },
  'on PATH, and closed to the user of the app': {
    before: `FROM python:3.13-slim-trixie AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir --user -r requirements.txt

FROM python:3.13-slim-trixie
RUN useradd --create-home app
COPY --from=builder /root/.local /root/.local
ENV PATH=/root/.local/bin:$PATH
WORKDIR /app
COPY . .
USER app
CMD ["python", "-m", "gunicorn", "config.wsgi"]
`,
    mends: { at: 'start', message: /No module named gunicorn/ },
    claims: [serves()],
  },
});
