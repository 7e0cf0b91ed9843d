import type { ProjectFacts } from '../../project/types.ts';

/**
 * The module with the project's WSGI application, as a server in manage.py's folder names it: `bookshop.wsgi`. Undefined unless
 * exactly one lies beside settings, below the only manage.py of the context.
 */
export function wsgiModule({ context }: ProjectFacts): string | undefined {
  if (!context.known) return undefined;
  const files = context.value.below('.');
  const [managePy, ...others] = files.filter((file) => /(?:^|\/)manage\.py$/.test(file));
  if (managePy === undefined || others.length > 0) return undefined;
  const folder = managePy.slice(0, -'manage.py'.length);
  const found = files
    .filter((file) => file.startsWith(folder) && file.endsWith('/wsgi.py'))
    .filter((file) => {
      const beside = file.slice(0, -'wsgi.py'.length);
      return files.some((other) => other === `${beside}settings.py` || other.startsWith(`${beside}settings/`));
    });
  const [wsgi] = found;
  if (wsgi === undefined || found.length > 1) return undefined;
  const parts = wsgi.slice(folder.length, -'.py'.length).split('/');
  return parts.every((part) => /^[A-Za-z_]\w*$/.test(part)) ? parts.join('.') : undefined;
}
