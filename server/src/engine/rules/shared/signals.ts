import type { Stage } from '../../model/types.ts';
import type { Command, Script } from '../../shell/types.ts';

/** How a shell ends a text given with -c: dash waits for the last command, bash and BusyBox become it where they can. */
type Shell = 'dash' | 'bash' | 'busybox';

const BY_NAME: Readonly<Record<string, Shell>> = {
  bash: 'bash',
  zsh: 'bash',
  ksh: 'bash',
  ash: 'busybox',
  dash: 'dash',
};

/** What a shell's name stands for in the image: `sh` is the base image's, or what the file links to it. */
function shellNamed(name: string, stage: Stage): Shell {
  const { sh } = stage.base;
  return BY_NAME[name] ?? (linksShell(stage) ? 'bash' : sh.known ? sh.value : 'dash');
}

/** `ln -sf /bin/bash /bin/sh`. */
const linksShell = (stage: Stage): boolean =>
  stage.ancestry.some((each) =>
    each.instructions.some(
      (instruction) =>
        instruction.kind === 'run' &&
        instruction.script.commands.some(
          ({ tool }) =>
            tool?.kind === 'files' &&
            tool.front === 'ln' &&
            /^(?:\/usr)?\/bin\/sh$/.test(tool.paths.at(-1)?.text ?? ''),
        ),
    ),
  );

/** The last command of a list, when nothing else comes behind it. */
const lastCommand = ({ top, commands }: Script): Command | undefined => {
  const last = top.at(-1);
  return last && commands.every((each) => each.span.start <= last.span.end) ? last : undefined;
};

/** `exec gunicorn`, wherever it stands; `exec >log` changes no process. */
const callsExec = ({ commands }: Script): boolean =>
  commands.some(({ wrappers, program }) => wrappers.includes('exec') && program.length > 0);

const isReplaceable = (command: Command): boolean =>
  command.joinedBy !== '|' && !command.background && !command.negated && !command.wrappers.includes('time');

/** The shell is still there, in front of the program, when the container is told to stop. */
export function shellStays(shell: string, script: Script, stage: Stage): boolean {
  if (callsExec(script)) return false;
  const last = lastCommand(script);
  switch (shellNamed(shell, stage)) {
    case 'dash':
      return true;
    case 'bash':
      return !last || !isReplaceable(last) || last.redirects.length > 0;
    case 'busybox':
      return last !== undefined && !isReplaceable(last);
  }
}

/** The text decides itself what happens to signals, or starts several programs on purpose. */
export const handlesSignals = ({ commands }: Script): boolean =>
  commands.some(({ background, name }) => background || name === 'trap' || name === 'wait');
