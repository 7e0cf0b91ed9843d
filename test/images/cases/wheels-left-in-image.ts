import { smaller } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('wheels-left-in-image', {
  'copied, installed, removed too late': {
    quick: true,
    before: `FROM python:3.13-slim-trixie AS builder
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

FROM python:3.13-slim-trixie
COPY --from=builder /wheels /wheels
RUN pip install --no-cache-dir --no-index /wheels/* \\
    && rm -rf /wheels
WORKDIR /app
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: {},
    runs: ['python manage.py check', 'pip freeze'],
    claims: [smaller(10)],
  },
});
