import { logs } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('gunicorn-home-not-writable', {
  'a system user': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
RUN useradd --system --uid 999 app
COPY . .
USER app
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { files: ['/home/app'] },
    claims: [logs('Control server error', { only: 'before' })],
  },
});
