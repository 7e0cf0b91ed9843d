import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('script-errors-ignored', {
  'an install that fails': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir --no-index shop-theme; rm -rf /tmp/build
CMD ["python3"]
`,
    stops: /No matching distribution found for shop-theme/,
  },
  'an install that succeeds': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt; rm -rf /tmp/build
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: {},
    runs: ['python manage.py check', 'pip freeze'],
  },
});
