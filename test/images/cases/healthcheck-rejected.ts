import { healthy } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const settings = (lines: string): string => `import os

SECRET_KEY = "only-for-tests-of-images"
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "config.urls"
${lines}
`;

const ROUTES = `from django.http import HttpResponse
from django.urls import path

urlpatterns = [
    path("", lambda request: HttpResponse("It works\\n")),
    path("health/", lambda request: HttpResponse("ok\\n")),
]
`;

/** A server, and a health check in Python. */
const checkedBy = (check: string): string => `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
HEALTHCHECK CMD ["python", "-c", "${check}"]
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`;

export default imageCases('healthcheck-rejected', {
  'a host that is not allowed': {
    quick: true,
    files: { 'config/settings.py': settings('ALLOWED_HOSTS = ["127.0.0.1"]'), 'config/urls.py': ROUTES },
    before: checkedBy(`import urllib.request as u; u.urlopen('http://localhost:8000/health/')`),
    alike: { config: ['healthcheck'] },
    claims: [healthy(/HTTP Error 400: Bad Request/)],
  },
  'urllib follows a redirect to HTTPS': {
    files: {
      'config/settings.py': settings(
        'ALLOWED_HOSTS = ["localhost", "127.0.0.1"]\nSECURE_SSL_REDIRECT = True\nSECURE_REDIRECT_EXEMPT = [r"^$"]',
      ),
      'config/urls.py': ROUTES,
    },
    before: checkedBy(`import urllib.request as u; u.urlopen('http://localhost:8000/health/', timeout=4)`),
    alike: { config: ['healthcheck'] },
    claims: [healthy(/\[SSL: |timed out/)],
  },
  'a path that no route leads to': {
    files: {
      'config/settings.py': settings('ALLOWED_HOSTS = ["localhost", "127.0.0.1"]'),
      'config/urls.py': ROUTES,
    },
    before: checkedBy(`import urllib.request as u; u.urlopen('http://localhost:8000/healthz')`),
    alike: { config: ['healthcheck'] },
    claims: [healthy(/HTTP Error 404: Not Found/)],
  },
});
