/** Files of a Django project called `config`, as `django-admin startproject` writes them, for the examples of rules. */
export const MANAGE_PY =
  'import os\nimport sys\n\nfrom django.core.management import execute_from_command_line\n\n' +
  'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\nexecute_from_command_line(sys.argv)\n';

export const WSGI_PY =
  'import os\n\nfrom django.core.wsgi import get_wsgi_application\n\n' +
  'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\napplication = get_wsgi_application()\n';
