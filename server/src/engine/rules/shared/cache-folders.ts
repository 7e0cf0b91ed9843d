import type { RunInstruction, Stage } from '../../model/types.ts';
import type { Option } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';
import { commandsOf, effectiveTool } from './commands.ts';
import { downloads } from './download-cache.ts';
import { isRoot } from './privileges.ts';

/** Programs that keep their downloads in a folder of the home folder. */
export type CachingTool = 'pip' | 'uv' | 'poetry';

/** A command that fills or uses such a folder. */
export interface CacheUse {
  readonly tool: CachingTool;
  readonly command: Command;
  readonly noCache: Option | undefined;
  readonly verb: Word | undefined;
  readonly folder: Known<string>;
}

const FOLDERS: Readonly<Record<CachingTool, string>> = { pip: 'pip', uv: 'uv', poetry: 'pypoetry' };
const VARIABLES: Readonly<Record<CachingTool, string>> = {
  pip: 'PIP_CACHE_DIR',
  uv: 'UV_CACHE_DIR',
  poetry: 'POETRY_CACHE_DIR',
};

const USES = /^(?:install|wheel|download|sync|tool install)$/;

/** The commands of a RUN that a cache can serve. */
export const cacheUses: (run: RunInstruction) => readonly CacheUse[] = remembered((run: RunInstruction) =>
  commandsOf(run.script).flatMap((command): CacheUse[] => {
    const found = effectiveTool(command);
    if (found?.kind !== 'pip' && found?.kind !== 'uv' && found?.kind !== 'poetry') return [];
    if (!USES.test(found.action ?? '') || (found.kind === 'pip' && !downloads(found))) return [];
    const tool = found.kind === 'pip' ? found.front : found.kind;
    const verb = command.words.find((word) => word.literal === found.action?.split(' ').at(-1));
    return [{ tool, command, noCache: found.noCache, verb, folder: cacheFolder(tool, run, command) }];
  }),
);

/** Where the tool keeps its downloads in this RUN. */
function cacheFolder(tool: CachingTool, run: RunInstruction, command: Command): Known<string> {
  const option = effectiveTool(command)?.options.find(({ canonical }) => canonical === '--cache-dir');
  if (option) return option.literal?.startsWith('/') ? known(option.literal) : unknown('an option names the folder');
  if (command.wrappers.some((name) => name === 'sudo' || name === 'doas') || command.tool?.kind === 'drop')
    return unknown('it runs as somebody else');
  const names = [VARIABLES[tool], 'XDG_CACHE_HOME', 'HOME'];
  if (setsInShell(run, names)) return unknown('the shell names the folder');
  const [own = '', shared = ''] = names;
  const named = run.before.declaredEnv(own) ?? run.before.arg(own);
  if (named) return named;
  const cache = run.before.declaredEnv(shared) ?? run.before.arg(shared);
  if (cache) return cache.known ? known(`${cache.value}/${FOLDERS[tool]}`) : cache;
  const home = homeOf(run);
  return home.known ? known(`${home.value}/.cache/${FOLDERS[tool]}`) : home;
}

const setsInShell = ({ script }: RunInstruction, names: readonly string[]): boolean =>
  commandsOf(script).some(
    ({ assignments, tool }) =>
      assignments.some(({ name }) => names.includes(name)) ||
      (tool?.kind === 'state' && tool.args.some((word) => names.some((name) => word.text.startsWith(`${name}=`)))),
  );

function homeOf({ stage, before }: RunInstruction): Known<string> {
  const declared = before.declaredEnv('HOME') ?? before.arg('HOME');
  if (declared) return declared;
  if (!before.plainEnvironment || !before.user.known) return unknown('nobody knows whose home it is');
  const user = before.user.value.replace(/:.*$/, '');
  return isRoot(user) ? known('/root') : homeOfAccount(stage, user);
}

/** `useradd --create-home app` makes /home/app; system accounts have homes of many kinds. */
function homeOfAccount(stage: Stage, user: string): Known<string> {
  for (const each of stage.ancestry.flatMap(({ instructions }) => instructions)) {
    for (const { tool } of each.kind === 'run' ? commandsOf(each.script) : []) {
      if (tool?.kind !== 'user' || tool.group || (tool.account?.literal !== user && tool.uid !== user)) continue;
      const named = tool.options.find(({ canonical }) => /^(?:--home-dir|--home|-h|-d)$/.test(canonical));
      if (named) return named.literal?.startsWith('/') ? known(named.literal) : unknown('an option names the home');
      if (tool.system || tool.createHome === false) return unknown('a system account');
      return tool.account?.literal === undefined
        ? unknown('a name in a variable')
        : known(`/home/${tool.account.literal}`);
    }
  }
  return unknown('nothing makes the account');
}
