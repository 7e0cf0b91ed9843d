import { isBuildTool } from '../../data/python-tools.ts';
import { expandWord } from '../../model/words.ts';
import { effectiveTool } from './commands.ts';
import type { Step } from './steps.ts';

const LOCAL = /^["']?(?:\.{1,2}(?:$|[/["'])|\/|file:)/;

/** An install that may bring Django or a server; one of build tools alone does not. */
export function installsApplication(step: Step): boolean {
  const tool = effectiveTool(step.command);
  if (tool?.kind !== 'pip') return true;
  if (tool.requirements.length > 0 || tool.editables.length > 0) return true;
  if (tool.options.some(({ canonical }) => canonical === '--group' || canonical === '--requirements-from-script'))
    return true;
  return tool.targets.some((word) => {
    const values = expandWord(word, step.run.before, step.run.script);
    if (!values.known) return !/^["']?[\w.-]+==/.test(word.text) || !isTool(word.text);
    return values.value.some((value) => LOCAL.test(value) || !isTool(value));
  });
}

/** `poetry==${POETRY_VERSION}` is still Poetry. */
function isTool(text: string): boolean {
  const name = /^["']?([A-Za-z0-9][\w.-]*)/.exec(text)?.[1];
  return name !== undefined && !text.includes('://') && isBuildTool(name.toLowerCase().replace(/[_.-]+/g, '-'));
}
