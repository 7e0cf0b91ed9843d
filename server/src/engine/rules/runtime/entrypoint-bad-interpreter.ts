import { hasProgramAtEnd } from '../../model/programs.ts';
import type { Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type Problem } from '../define.ts';
import { isMissing as cannotStart, lacksShell } from '../shared/distroless.ts';
import { judgeFiles } from '../shared/entry/entry-files.ts';
import { interpreterFixes, type Obstacle, type Unstartable } from '../shared/entry/interpreter-fixes.ts';
import { laidFile, mayChangeText } from '../shared/entry/laid-file.ts';
import { isSplitInVain, readShebang, type Shebang } from '../shared/entry/shebang.ts';
import { hasSystemPackages } from '../shared/entry/system-packages.ts';
import { type Started, type StartedFile, workspacePath } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';

interface Defect {
  readonly obstacle: Obstacle;
  readonly message: string;
  readonly here: string;
}

const NOT_FOUND = '“no such file or directory”';

function defectOf(shebang: Shebang, stage: Stage): Defect | undefined {
  const { interpreter, argument, program, carriageReturn } = shebang;
  if (carriageReturn && !/^-\S*S/.test(argument)) {
    return {
      obstacle: 'carriage-return',
      message: `Its first line ends in CRLF: the container looks for “${shortened(program, 12)}\\r” and ends with ${NOT_FOUND}`,
      here: 'A carriage return stands at the end of this line',
    };
  }
  if (isSplitInVain(shebang)) {
    return {
      obstacle: 'env-argument',
      message: `env looks for one program called “${shortened(argument, 24)}” and ends with ${NOT_FOUND}: env -S splits it`,
      here: 'Everything behind env is one name to it',
    };
  }
  if (!isMissing(shebang, stage)) return undefined;
  return {
    obstacle: 'no-program',
    message: `The image has no ${shortened(interpreter === program ? program : named(shebang), 24)}, which the script asks for: ${NOT_FOUND}`,
    here: 'Not in the image',
  };
}

/** Through env the name is looked up; else it is the path that counts. */
const named = ({ interpreter, program }: Shebang): string => (/\/env$/.test(interpreter) ? program : interpreter);

function isMissing({ interpreter, program }: Shebang, stage: Stage): boolean {
  if (program === 'bash') {
    const found = hasProgramAtEnd(stage, 'bash');
    return found.known && !found.value;
  }
  const { family, variant } = stage.base;
  // Docker's Python lies in /usr/local; Debian's own comes with packages, Alpine's too.
  const isPlain = family === 'python' && (variant === 'slim' || variant === 'alpine') && !hasSystemPackages(stage);
  return isPlain && /^\/usr\/bin\/python[\d.]*$/.test(interpreter) && !makesLink(stage);
}

/** `ln -s /usr/local/bin/python /usr/bin/python`, or a COPY to that folder. */
const makesLink = (stage: Stage): boolean =>
  stage.ancestry.some(({ instructions }) =>
    instructions.some(
      ({ kind, node }) =>
        (kind === 'run' || kind === 'copy' || kind === 'add') && /\/usr(?:\/bin)?\b(?!\/local)/.test(node.args.text),
    ),
  );

/** What no kernel takes for a script; an init in front, or a shell, tries again with sh. */
function unreadable(file: StartedFile, hasMark: boolean): Defect | undefined {
  const { instruction, from, caller, text } = file;
  if (from !== undefined || instruction?.node.command.form !== 'exec' || caller.wrappers.length > 0) return undefined;
  const ending = 'the container ends with “exec format error”';
  const here = 'The file begins here';
  if (hasMark)
    return { obstacle: 'byte-order-mark', message: `A byte order mark stands in front of its #!: ${ending}`, here };
  if (text.startsWith('#!') || text.trim() === '') return undefined;
  return { obstacle: 'no-shebang', message: `Its first line does not name an interpreter with #!: ${ending}`, here };
}

function* judge(
  { start: { stage } }: Started,
  file: StartedFile,
  facts: ProjectFacts,
): Generator<Problem<Unstartable>> {
  if (file.use !== 'program' || stage.base.family === 'windows') return;
  // Another rule says that distroless images run no scripts.
  if (lacksShell(stage) && cannotStart(file.caller)) return;
  const read = facts.script(file.path);
  const laid = laidFile(stage, file, facts);
  if (!read.known || !laid || mayChangeText(laid)) return;
  const shebang = readShebang(file.text);
  const defect = unreadable(file, read.value.bom) ?? (shebang && defectOf(shebang, stage));
  if (!defect) return;
  const span = shebang?.span ?? { start: 0, end: 0 };
  yield {
    span: file.span,
    message: defect.message,
    related: [{ span, message: defect.here, path: workspacePath(file.path, facts) }],
    data: { obstacle: defect.obstacle, stage, file, laid },
  };
}

export default defineRule<Unstartable>({
  id: 'entrypoint-bad-interpreter',
  category: 'runtime',
  severity: 'error',
  severities: ['error'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['ENTRYPOINT', 'CMD'] },
  docs: {
    summary: 'The entry script asks for an interpreter that the image does not have',
    why:
      'The kernel reads the first line of a script to the letter. A checkout on Windows ends it with CRLF, and the carriage return becomes ' +
      'part of the name: the container stops with “no such file or directory” although the script is there. The same message comes when ' +
      'the script wants bash and the image is Alpine, which has only sh, or when it wants a Python at a path where Docker’s images have ' +
      'none. A line `*.sh text eol=lf` in `.gitattributes` keeps line ends as they must be.',
    examples: [
      {
        title: 'Line ends of Windows',
        files: { 'manage.py': '', 'entrypoint.sh': '#!/bin/sh\r\nset -e\r\nexec "$@"\r\n' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'bash on Alpine',
        files: { 'manage.py': '', 'entrypoint.sh': '#!/bin/bash\nset -e\nexec "$@"\n' },
        before:
          'FROM python:3.14-alpine\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The build makes the line ends right',
        findings: 0,
        files: { 'manage.py': '', 'entrypoint.sh': '#!/bin/sh\r\nset -e\r\nexec "$@"\r\n' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN sed -i "s/\\r$//" entrypoint.sh\nENTRYPOINT ["./entrypoint.sh"]\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore:
      'When images are only ever built where git has made the line ends right, or from another copy of the script.',
    references: [
      'https://man7.org/linux/man-pages/man2/execve.2.html',
      'https://git-scm.com/docs/gitattributes#_end_of_line_conversion',
      'https://hub.docker.com/_/python#pythonversion-alpine',
    ],
  },
  *check({ model, facts }) {
    yield* judgeFiles(model, facts, (started, file) => judge(started, file, facts));
  },
  buildFix: (context, { data }) => interpreterFixes(context, data),
});
