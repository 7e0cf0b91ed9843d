import { canHaveLineFeeds } from '../../../fix/elsewhere.ts';
import type { Fix } from '../../../fix/fix.ts';
import type { Stage } from '../../../model/types.ts';
import type { TextEdit } from '../../../text/edits.ts';
import { lastPart } from '../../../text/path.ts';
import type { FixContext } from '../../define.ts';
import { type StartedFile, workspacePath } from '../started.ts';
import { shortened } from '../wording.ts';
import { withGitLine } from './git-line-ends.ts';
import type { LaidFile } from './laid-file.ts';
import { mayRunBehind } from './mode-fix.ts';
import { envPythonEdits, missingShebangEdits, plainShellEdits, splitEdits } from './shebang.ts';

/** What keeps the kernel from running a script. */
export type Obstacle = 'carriage-return' | 'env-argument' | 'no-program' | 'no-shebang' | 'byte-order-mark';

/** A script that cannot start, as it lies in an image. */
export interface Unstartable {
  readonly obstacle: Obstacle;
  readonly stage: Stage;
  readonly file: StartedFile;
  readonly laid: LaidFile;
}

/** Their env knows no -S. */
const OLD_ENV = /^(?:wheezy|jessie|stretch|trusty|xenial|bionic)$/;

const splitsArguments = ({ base: { contents, release } }: Stage): boolean =>
  contents !== undefined &&
  contents !== 'alpine' &&
  contents !== 'none' &&
  release.known &&
  !OLD_ENV.test(release.value);

const hasShell = ({ base }: Stage): boolean => base.hasShell.known && base.hasShell.value;

/** By its name, or by what it does, the file is a script of a shell: text of other languages may parse as one. */
const isShellScript = ({ path, script }: StartedFile): boolean =>
  /\.(?:ba)?sh$/.test(path) ||
  (script?.commands.some(({ wrappers, tool }) => wrappers.includes('exec') || tool?.kind === 'state') ?? false);

interface FirstLine {
  readonly edits: TextEdit[] | undefined;
  readonly title: string;
}

function firstLine({ obstacle, stage, file }: Unstartable): FirstLine | undefined {
  const { text } = file;
  const name = shortened(lastPart(file.path), 24);
  switch (obstacle) {
    case 'env-argument':
      return splitsArguments(stage)
        ? { edits: splitEdits(text), title: `Have env split its argument in ${name}` }
        : undefined;
    case 'no-program': {
      const edits = hasShell(stage) ? plainShellEdits(text) : undefined;
      return edits
        ? { edits, title: `Use #!/bin/sh in ${name}, which needs no bash` }
        : { edits: envPythonEdits(text), title: `Use the Python on PATH in ${name}` };
    }
    case 'no-shebang': {
      const edits = hasShell(stage) && isShellScript(file) ? missingShebangEdits(text) : undefined;
      return { edits, title: `Begin ${name} with its interpreter` };
    }
    default:
      return undefined;
  }
}

/** In the file, in the file and for every checkout of it, or in the image alone. */
function lineFeeds({ fix, facts }: FixContext<object>, { file, laid }: Unstartable): (Fix | undefined)[] {
  const path = workspacePath(file.path, facts);
  const name = shortened(lastPart(path), 24);
  const inFile = canHaveLineFeeds(file.text);
  const inGit = inFile ? withGitLine(fix.draft().endWithLineFeeds(path, file.text), path, facts) : undefined;
  const command = `RUN sed -i 's/\\r$//' ${laid.imagePath}`;
  return [
    inFile
      ? fix.draft().endWithLineFeeds(path, file.text).build(`End the lines of ${name} with LF`, 'review')
      : undefined,
    inGit?.build(`End the lines of ${name} with LF, and have git keep them`, 'review'),
    mayRunBehind(laid)
      ? fix
          .draft()
          .insertLinesAfter(laid.copy, [command])
          .build(`Take the carriage returns out of ${name} in the image`, 'review')
      : undefined,
  ];
}

export function interpreterFixes(context: FixContext<object>, data: Unstartable): readonly Fix[] {
  if (data.obstacle === 'carriage-return') return lineFeeds(context, data).filter((each) => each !== undefined);
  const { edits, title } = firstLine(data) ?? {};
  if (!edits || title === undefined) return [];
  const { path, text } = data.file;
  const built = context.fix.draft().editFile(workspacePath(path, context.facts), text, edits).build(title, 'review');
  return built ? [built] : [];
}
