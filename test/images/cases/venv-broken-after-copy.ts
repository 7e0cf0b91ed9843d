import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('venv-broken-after-copy', {
  'copied to another path': {
    quick: true,
    before: `FROM python:3.13-slim-trixie AS builder
RUN python -m venv /build/venv
COPY requirements.txt .
RUN /build/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim-trixie
COPY --from=builder /build/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
WORKDIR /app
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'start', message: /gunicorn.*(?:No such file|not found)/i },
    claims: [serves()],
  },
});
