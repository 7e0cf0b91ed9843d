import rule from '../../../server/src/engine/rules/django/messages-not-compiled.ts';
import { testRule } from '../../support/rule-tester.ts';

const CHOOSES = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n';
const project = (settings: string, more: Readonly<Record<string, string>> = {}) => ({
  'manage.py': CHOOSES,
  'shop/__init__.py': '',
  'shop/wsgi.py': `${CHOOSES}from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n`,
  'shop/settings.py': settings,
  'locale/de/LC_MESSAGES/django.po': '',
  ...more,
});
const FROM = 'FROM python:3.14-slim-trixie\n';
const MARKED = 'FROM «python:3.14-slim-trixie»\n';
const REST = 'WORKDIR /app\nCOPY . .\n';
const CMD = 'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n';
const COLLECT = 'RUN SECRET_KEY=build-only python manage.py collectstatic --noinput\n';

testRule(rule, {
  valid: {
    'a file that stands alone': FROM + REST + CMD,
    'no translations': {
      code: FROM + REST + CMD,
      files: { ...project(''), 'locale/de/LC_MESSAGES/django.mo': '' },
    },
    'the build compiles them': {
      code: `${FROM}${REST}RUN python manage.py compilemessages\n${CMD}`,
      files: project(''),
    },
    'another stage does': {
      code: `FROM python:3.14-slim-trixie AS messages\n${REST}RUN python manage.py compilemessages\n${FROM}${REST}COPY --from=messages /app/locale /app/locale\n${CMD}`,
      files: project(''),
    },
    'a script may': { code: `${FROM}${REST}RUN make prepare\n${CMD}`, files: project('', { Makefile: '' }) },
    'a start script does': {
      code: `${FROM}${REST}ENTRYPOINT ["./start.sh"]\n`,
      files: project('', { 'start.sh': '#!/bin/sh\npython manage.py compilemessages\nexec gunicorn shop.wsgi\n' }),
    },
    'translation is off': { code: FROM + REST + CMD, files: project('USE_I18N = False\n') },
    'settings that nobody can read': { code: FROM + REST + CMD, files: project('from unread.settings import *\n') },
    'catalogs of tests': {
      code: FROM + REST + CMD,
      files: { ...project('', { 'tests/locale/de/LC_MESSAGES/django.po': '' }), 'locale/de/LC_MESSAGES/django.mo': '' },
    },
    'catalogs are not copied': {
      code: `${FROM}WORKDIR /app\nCOPY shop shop\nCOPY manage.py .\n${CMD}`,
      files: project(''),
    },
  },
  invalid: {
    'nobody compiles them': {
      code: MARKED + REST + CMD,
      files: project(''),
      message: 'Nothing compiles locale/de/LC_MESSAGES/django.po: the site is not translated',
      severity: 'info',
      fixed: null,
    },
    'beside collectstatic': {
      code: MARKED + REST + COLLECT + CMD,
      files: project('USE_I18N = True\nSTATIC_ROOT = "/app/static"\n', { 'locale/fr/LC_MESSAGES/django.po': '' }),
      message: 'Nothing compiles locale/de/LC_MESSAGES/django.po and 1 more: the site is not translated',
      fixed: `${FROM}WORKDIR /app\nRUN apt-get update \\\n    && apt-get install --yes --no-install-recommends gettext \\\n    && rm -rf /var/lib/apt/lists/*\nCOPY . .\nRUN SECRET_KEY=build-only python manage.py compilemessages\n${COLLECT}${CMD}`,
    },
  },
});
