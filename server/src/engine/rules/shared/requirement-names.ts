import type { Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { commandsOf, effectiveTool } from './commands.ts';
import { dependencyInstalls } from './dependency-install.ts';
import { installInputs } from './install-inputs.ts';

const REQUIREMENT = /^["']?([A-Za-z0-9][\w.-]*)(\[[\w,\s.-]*\])?(?=["']?\s*(?:$|[=<>!~;@\\#]))/;

/** Extras that decide how a package is built. */
const DECIDING = /^psycopg\[(?:c|binary)\]$/;

/** `psycopg[binary]` where the extra matters, else the plain name; undefined for a path or an address. */
function nameOf(text: string): string | undefined {
  const [, name, extra = ''] = REQUIREMENT.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  const plain = name.toLowerCase().replace(/[-_.]+/g, '-');
  return DECIDING.test(plain + extra) ? plain + extra : plain;
}

/** Names that pip is told to install in a stage, in commands and in files; unknown when some cannot be read. */
export function requirementNames(stage: Stage, facts: ProjectFacts): Known<readonly string[]> {
  const hidden = unknown('not every requirement can be read');
  const names: string[] = [];
  const take = (texts: readonly string[]): boolean => {
    const found = texts.map(nameOf);
    names.push(...found.flatMap((name) => name ?? []));
    return found.every((name) => name !== undefined);
  };
  for (const run of stage.instructions) {
    if (run.kind !== 'run') continue;
    if (run.script.opaque) return hidden;
    for (const command of commandsOf(run.script)) {
      const tool = effectiveTool(command);
      if (tool?.kind === 'uv' || tool?.kind === 'poetry' || tool?.kind === 'pipenv' || tool?.kind === 'pdm')
        return hidden;
      if (tool?.kind === 'pip' && !take(tool.targets.map(({ text }) => text))) return hidden;
    }
    const installs = dependencyInstalls(run);
    if (installs.length === 0) continue;
    const inputs = installInputs(run, installs, facts);
    if (!inputs?.complete || inputs.needsSource) return hidden;
    for (const { contextPath } of inputs.files) {
      const text = facts.text(contextPath);
      if (!text.known || !take(requirementLines(text.value))) return hidden;
    }
  }
  return known(names);
}

const requirementLines = (text: string): string[] =>
  text
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('-'));
