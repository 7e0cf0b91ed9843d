import type { ProjectFiles } from '../context.ts';

/** Splits the settings of a package: what everybody has, and what differs where the site is served. */
export function withSplitSettings(files: ProjectFiles): ProjectFiles {
  const { 'config/settings.py': settings = '', ...others } = files;
  // One folder more lies between the file and the project's.
  const base = settings.replace('.parent.parent', '.parent.parent.parent');
  return {
    ...others,
    'config/settings/__init__.py': '',
    'config/settings/base.py': base,
    'config/settings/development.py':
      'import os\n\nos.environ.setdefault("SECRET_KEY", "for-development")\n\nfrom .base import *\n\nDEBUG = True\n',
    'config/settings/production.py': 'from .base import *\n\nSECURE_CONTENT_TYPE_NOSNIFF = True\n',
    ...Object.fromEntries(
      Object.entries({
        'manage.py': 'development',
        'config/wsgi.py': 'production',
        'config/asgi.py': 'production',
      }).map(([path, kind]) => [path, String(files[path]).replace('config.settings', `config.settings.${kind}`)]),
    ),
  };
}
