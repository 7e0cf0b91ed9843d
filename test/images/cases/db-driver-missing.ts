import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const POSTGRES = `from config.settings import *

DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop"}}
`;
const REDIS = `from config.settings import *

CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://cache:6379"}}
`;

const DOCKERFILE = `FROM python:3.13-slim-trixie
ENV DJANGO_SETTINGS_MODULE=config.production
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`;

export default imageCases('db-driver-missing', {
  'PostgreSQL without psycopg': {
    quick: true,
    files: {
      'config/production.py': POSTGRES,
      'requirements.txt': 'Django==5.2.17\ngunicorn==26.2.0\nwhitenoise==6.12.0\n',
    },
    before: DOCKERFILE,
    mends: { at: 'start', message: /Error loading psycopg2 or psycopg module/ },
    claims: [serves()],
  },
  'Redis without its client': {
    files: { 'config/production.py': REDIS },
    before: DOCKERFILE,
    mends: {
      at: { run: 'python3 manage.py shell -c "from django.core.cache import cache; cache._cache"' },
      message: /No module named 'redis'/,
    },
    claims: [serves()],
  },
});
