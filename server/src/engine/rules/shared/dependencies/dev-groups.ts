import type { DependencyFile, Group } from '../../../project/dependencies/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { PdmTool, PoetryTool, UvTool } from '../../../shell/tools/types.ts';
import { poetryVersion } from '../poetry-version.ts';
import type { Step } from '../steps.ts';
import { manifestFor } from './manifests.ts';

/** Names that groups of test and debug tools have. */
const DEVELOPMENT_GROUP = /^(?:dev|devel|develop|development|debug|tests?|testing|lint|linting|typing|docs?|qa|ci)$/;

export const isEmpty = ({ dependencies, includesGroups, unread }: Group): boolean =>
  dependencies.length + includesGroups.length + unread.length === 0;

/** The groups for development that an install takes along when nothing says otherwise; none where nobody can tell. */
export function defaultDevGroups(
  step: Step,
  tool: UvTool | PoetryTool | PdmTool,
  facts: ProjectFacts,
): readonly string[] {
  const file = manifestFor(step, tool, facts);
  return (file?.groups ?? [])
    .filter((group) => group.kind === 'group' && DEVELOPMENT_GROUP.test(group.name) && !isEmpty(group))
    .filter((group) => file !== undefined && isRead(group, step, tool, facts) && isDefault(group, tool, file))
    .map(({ name }) => name);
}

/** A manager knows its own table and the standard's one; Poetry the latter since 2.2. */
function isRead({ of }: Group, { run }: Step, { kind }: UvTool | PoetryTool | PdmTool, facts: ProjectFacts): boolean {
  if (of !== undefined || kind !== 'poetry') return of === undefined || of === kind;
  const version = poetryVersion(run, facts);
  return version !== undefined && (version.major > 2 || (version.major === 2 && version.minor >= 2));
}

function isDefault({ name, optional }: Group, { kind }: UvTool | PoetryTool | PdmTool, { settings }: DependencyFile) {
  if (kind !== 'uv') return !optional;
  const chosen = settings?.uvDefaultGroups;
  return chosen?.known === true && (chosen.value === 'all' || chosen.value.includes(name));
}
