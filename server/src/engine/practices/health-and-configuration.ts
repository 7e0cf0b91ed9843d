import type { Practice } from './types.ts';

export const healthAndConfiguration: Practice = {
  id: 'health-and-configuration',
  title: 'Health and configuration',
  summary: 'A container says whether it serves, and is told by its environment where it runs.',
  does: '`HEALTHCHECK` asks the site itself, with Python and not with curl, for a host that `ALLOWED_HOSTS` has. One image runs everywhere: settings read their differences from variables, and compose or Kubernetes sets them.',
  why: 'A process that hangs is “up” without a probe, and `depends_on` waits for nothing. A probe that Django answers with 400 because of its host restarts a healthy site for ever.',
  language: 'dockerfile',
  example:
    'FROM python:3.14-slim-trixie\n' +
    'ENV PYTHONUNBUFFERED=1 \\\n' +
    '    PYTHONDONTWRITEBYTECODE=1\n' +
    'EXPOSE 8000\n' +
    'HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \\\n' +
    "    CMD [\"python\", \"-c\", \"import http.client as h, sys; c = h.HTTPConnection('127.0.0.1', 8000, timeout=4); c.request('GET', '/', headers={'Host': 'localhost'}); sys.exit(c.getresponse().status >= 500)\"]\n" +
    'CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000"]\n',
  rules: [
    'healthcheck-missing',
    'healthcheck-rejected',
    'healthcheck-tool-missing',
    'python-env-missing',
    'debug-enabled',
    'settings-env-bugs',
    'env-name-typo',
    'settings-mismatch',
  ],
  subjects: {
    instructions: ['HEALTHCHECK', 'ENV'],
    programs: ['curl', 'wget'],
    flags: ['interval', 'timeout', 'start-period', 'retries'],
    variables: ['PYTHONUNBUFFERED', 'PYTHONDONTWRITEBYTECODE', 'DJANGO_SETTINGS_MODULE', 'DEBUG', 'ALLOWED_HOSTS'],
  },
};
