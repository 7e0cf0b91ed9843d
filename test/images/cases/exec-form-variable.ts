import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('exec-form-variable', {
  'workers from the environment': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi:application", "--workers", "\${GUNICORN_WORKERS:-2}"]
`,
    mends: { at: 'start', message: /invalid int value/ },
  },
});
