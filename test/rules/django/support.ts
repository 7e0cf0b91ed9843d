/** manage.py as Django writes it, for a settings module. */
export const managePy = (module: string): string => `#!/usr/bin/env python
import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as exc:
        raise ImportError("Couldn't import Django.") from exc
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
`;

/** wsgi.py as Django writes it. */
export const wsgiPy = (module: string): string => `import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")

application = get_wsgi_application()
`;

/** A project with one settings module, `config.settings`. */
export const project = (
  settings: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => ({
  'manage.py': managePy('config.settings'),
  'config/__init__.py': '',
  'config/wsgi.py': wsgiPy('config.settings'),
  'config/settings.py': settings,
  ...more,
});
