import { contextFilesOf } from '../../model/start.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import type { Start } from './start.ts';

/**
 * Everything that runs when an image starts, as one text: CMD and ENTRYPOINT, and the scripts they name. Unknown where a script
 * cannot be read, or where nothing says what starts.
 */
export function startText({ stage, entrypoint, command }: Start, facts: ProjectFacts): Known<string> {
  const starts = [entrypoint, command].filter((each) => each !== undefined);
  if (starts.length === 0) return unknown('nothing says what starts');
  const texts: string[] = [];
  for (const { node, script } of starts) {
    if (script.opaque) return unknown('the start command cannot be read');
    texts.push(node.args.text);
    for (const { words, tool } of script.commands) {
      const files = words.flatMap((word) => contextFilesOf(stage, word)).flatMap((path) => readScript(path, facts));
      if (!tool && files.length === 0) return unknown(`${words[0]?.text ?? 'the script'} cannot be read`);
      texts.push(...files);
    }
  }
  return known(texts.join('\n'));
}

function readScript(path: string, facts: ProjectFacts): string[] {
  const script = facts.script(path);
  return script.known ? [script.value.text] : [];
}
