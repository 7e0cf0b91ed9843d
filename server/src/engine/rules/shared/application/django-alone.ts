import type { ProjectFacts } from '../../../project/types.ts';
import type { DjangoProcess } from '../settings/process-settings.ts';

/** A process serves what Django gives, and nothing of somebody's own stands in front of it. */
export function servesDjangoAlone({ at: { tool } }: DjangoProcess, facts: ProjectFacts): boolean {
  if (tool?.kind === 'manage') return /^runserver$/.test(tool.action ?? '');
  if (tool?.kind !== 'server' || !facts.project.known) return false;
  const [module = '', name = 'application'] = tool.app?.literal?.split(':', 2) ?? [];
  const path = facts.project.value.moduleFile(module);
  const file = path === undefined ? undefined : facts.python(path);
  return file?.known === true && file.value.applications.get(name)?.plain === true;
}
