import { keepsLayer } from '../../../scripts/images/cases/build-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('layer-order', {
  'a user behind the source': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN useradd --create-home --uid 10001 app
EXPOSE 8000
USER 10001
CMD ["gunicorn", "config.wsgi"]
`,
    alike: {},
    runs: ['id', 'python manage.py check', 'pip freeze'],
  },
  'packages behind the requirements': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
RUN apt-get update \\
    && apt-get install --yes --no-install-recommends libpq5 \\
    && rm -rf /var/lib/apt/lists/*
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: {},
    runs: ['dpkg-query --show', 'pip freeze'],
    claims: [keepsLayer('Unpacking libpq5', { 'requirements.txt': 'Django==5.2.17\n' })],
  },
});
