import { scriptOfWords } from '../shell/parse.ts';
import type { Command, Script, Word } from '../shell/types.ts';
import { remembered } from '../text/remembered.ts';
import type { Span } from '../text/span.ts';
import { effectiveTool } from './effective-tool.ts';
import { candidatesAtEnd } from './files.ts';
import { joinPath, normalizePath } from './state.ts';
import type { CopyInstruction, Stage, StartInstruction } from './types.ts';

/** Folders of PATH in Debian and Alpine images. */
const PATH_FOLDERS = ['/usr/local/bin', '/usr/local/sbin', '/usr/bin', '/usr/sbin', '/bin', '/sbin'];

const lastOf = (stage: Stage, kind: 'cmd' | 'entrypoint'): StartInstruction | undefined => {
  for (const each of stage.ancestry) {
    const own = each.instructions.filter((instruction): instruction is StartInstruction => instruction.kind === kind);
    const last = own.at(-1);
    if (last) return last;
  }
  return undefined;
};

type Starts = (stage: Stage) => StartInstruction | undefined;

/** The ENTRYPOINT in force, inherited ones included. */
export const effectiveEntrypoint: Starts = remembered((stage: Stage) => lastOf(stage, 'entrypoint'));

/** The CMD in force. Setting ENTRYPOINT in a stage empties a CMD that its parent set. */
export const effectiveCommand: Starts = remembered((stage: Stage) => {
  const command = lastOf(stage, 'cmd');
  const entrypoint = effectiveEntrypoint(stage);
  if (!command || !entrypoint || command.stage === entrypoint.stage) return command;
  return stage.ancestry.indexOf(command.stage) < stage.ancestry.indexOf(entrypoint.stage) ? command : undefined;
});

/** What runs when words of several places come together: those of ENTRYPOINT and CMD, or what a script gives on. */
export const runningWords = (words: readonly Word[], span?: Span): Script => scriptOfWords(words, span);

/** A path of the image as the program finds it that starts in the stage's working directory. */
const inWorkdir = (stage: Stage, path: string): string[] => {
  const absolute = joinPath(stage.end.workdir, path);
  return absolute.known ? [absolute.value] : [];
};

/** Folders that files are copied into: where nobody knows PATH, it may name any of them. */
const copyFolders = (stage: Stage): string[] =>
  stage.ancestry
    .flatMap(({ instructions }) => instructions)
    .flatMap((each) => (each.kind === 'copy' || each.kind === 'add' ? [each.copy] : []))
    .flatMap(({ destination, intoFolder }) => (destination.known && intoFolder ? [destination.value] : []));

/** Where a bare name may be looked up. */
const searchFolders = remembered((stage: Stage): readonly string[] => {
  const path = stage.end.env('PATH');
  const more = path?.known ? path.value.split(':').filter((folder) => folder.startsWith('/')) : copyFolders(stage);
  return [...new Set([...PATH_FOLDERS, ...more.map(normalizePath)])];
});

/** Where a word of a start command may lie in the image, when it is a path or a bare name that is looked up on PATH. */
function imagePaths(stage: Stage, word: Word): string[] {
  const text = word.literal;
  if (text === undefined || text === '' || text.startsWith('-') || /\s/.test(text)) return [];
  const local = inWorkdir(stage, text);
  return text.includes('/') ? local : [...searchFolders(stage).map((folder) => `${folder}/${text}`), ...local];
}

/** Paths of the build context whose files lie at paths of the image when it starts. */
const contextFilesAt = (stage: Stage, paths: readonly string[]): string[] => [
  ...new Set(paths.flatMap((path) => candidatesAtEnd(stage, path)).map((each) => each.path)),
];

const filesOfWords = remembered((stage: Stage) =>
  remembered((word: Word): readonly string[] => contextFilesAt(stage, imagePaths(stage, word))),
);

/** Paths of the build context that a word of a start command may be: the file it runs or reads. */
export const contextFilesOf = (stage: Stage, word: Word): readonly string[] => filesOfWords(stage)(word);

/** A file of the build context at the place in the image where a start command looks for it. */
export interface PlacedFile {
  readonly imagePath: string;
  /** Relative to the context. */
  readonly path: string;
  readonly copy: CopyInstruction;
}

/** What a word of a start command may be, with the instruction that brings it; in the order in which it is found. */
export const placedFilesOf = (stage: Stage, word: Word): readonly PlacedFile[] =>
  imagePaths(stage, word).flatMap((imagePath) =>
    candidatesAtEnd(stage, imagePath).flatMap(({ path, instruction }) =>
      instruction.kind === 'run' ? [] : [{ imagePath, path, copy: instruction }],
    ),
  );

/** The file that gunicorn's arguments in a variable name as its configuration. */
export const configurationIn = (text: string): string | undefined =>
  Array.from(text.matchAll(NAMES_CONFIGURATION), ([, quoted, plain]) => quoted ?? plain).at(-1);

const NAMES_CONFIGURATION = /(?:^|\s)(?:-c\s*|--config(?:=|\s+))(?:["']([^"']*)["']|([^\s"']+))/g;

const SUPERVISOR_FILES = ['/etc/supervisor/supervisord.conf', '/etc/supervisord.conf', '/etc/supervisor.conf'];

/** Configuration that a program reads without being told: gunicorn's `gunicorn.conf.py`, supervisord's places. */
export function impliedFiles(stage: Stage, command: Command): string[] {
  const { name } = command;
  const tool = effectiveTool(command);
  if (tool?.kind === 'server' && tool.server === 'gunicorn') {
    const given = stage.end.env('GUNICORN_CMD_ARGS');
    const named = given?.known ? configurationIn(given.value) : undefined;
    const paths = ['gunicorn.conf.py', ...(named === undefined ? [] : [named.replace(/^file:/, '')])];
    return contextFilesAt(
      stage,
      paths.flatMap((path) => inWorkdir(stage, path)),
    );
  }
  if (name !== 'supervisord') return [];
  return contextFilesAt(stage, [...inWorkdir(stage, 'supervisord.conf'), ...SUPERVISOR_FILES]);
}
