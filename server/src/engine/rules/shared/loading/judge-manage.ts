import { joinPath } from '../../../model/state.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Word } from '../../../shell/types.ts';
import type { Known } from '../../../text/known.ts';
import { isWithin } from '../../../text/path.ts';
import { type PythonProcess, processAtStart } from '../python-process.ts';
import type { Started, StartedCommand } from '../started.ts';
import { shortened } from '../wording.ts';
import { START } from './context.ts';
import { holdsProject } from './entry-modules.ts';
import { placeOfWord } from './write.ts';
import type { Mend, Wrong } from './wrong.ts';

/** `python manage.py migrate` where no manage.py lies. */
export function judgeManage(started: Started, at: StartedCommand, facts: ProjectFacts): Wrong | undefined {
  const { tool, command } = at;
  const word = tool?.kind === 'manage' ? tool.script : undefined;
  const process = processAtStart(started, at, facts);
  const value = word && process.valueOf(word);
  // A bare name that is run itself is looked up on PATH.
  if (!word || !value?.known || (command.program[0] === word && !value.value.includes('/'))) return undefined;
  const path = joinPath(process.directory, value.value);
  const file = path.known ? process.fileAt(path.value) : path;
  if (!path.known || !file.known || file.value !== undefined || !holdsProject(process)) return undefined;
  const folder = path.value.slice(0, path.value.lastIndexOf('/')) || '/';
  const own = ownManagePy(process);
  const lies = own ? `it lies in ${shortened(own.slice(0, own.lastIndexOf('/')) || '/', 24)}` : 'nothing copies it';
  const place = placeOfWord(at, word, facts);
  return {
    span: place.span,
    message: `manage.py is not in ${shortened(folder, 24)} of the image: ${lies}, and the command fails`,
    related: [
      ...place.related,
      ...(own && facts.project.known ? [relatedFile(own, facts.project.value.pathOf('manage.py'))] : []),
    ],
    mend: own === undefined ? undefined : mendOf(own, word, value.value, process.directory),
  };
}

const relatedFile = (imagePath: string, path: string): Wrong['related'][number] => ({
  path,
  span: START,
  message: `This file lies at ${imagePath} in the image`,
});

/** The only place of the project's manage.py. */
function ownManagePy(process: PythonProcess): string | undefined {
  const { project } = process.facts;
  const [place, ...others] = project.known ? process.placesOf(project.value.pathOf('manage.py')) : [];
  return others.length === 0 ? place : undefined;
}

function mendOf(own: string, word: Word, text: string, directory: Known<string>): Mend | undefined {
  const isBelow = directory.known && directory.value !== '/' && isWithin(own, directory.value);
  const path = isBelow && !text.startsWith('/') ? own.slice(directory.value.length + 1) : own;
  const to = text.startsWith('./') && path !== own ? `./${path}` : path;
  if (!/^[\w./-]+$/.test(to)) return undefined;
  return { kind: 'word', title: `Run ${shortened(to, 60)}`, word, from: text, to };
}
