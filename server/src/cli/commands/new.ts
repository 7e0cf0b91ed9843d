import { relative, resolve } from 'node:path';
import { rootOf } from '../../engine/project/survey/root.ts';
import type { Survey } from '../../engine/project/survey/types.ts';
import type { Place } from '../../engine/project/types.ts';
import { defaultChoices, detect } from '../../engine/scaffold/detect.ts';
import { usualNames } from '../../engine/scaffold/names.ts';
import { scaffold } from '../../engine/scaffold/scaffold.ts';
import { failureReason } from '../../host/read-file.ts';
import { today } from '../../host/today.ts';
import { type Command, parseOptions, UsageError } from '../command.ts';
import { CLEAN, type ExitCode, TROUBLE } from '../exit-codes.ts';
import { folderAt, nearestFirst } from '../projects.ts';
import { rangesOf } from '../report/positions.ts';
import { CHOICE_OPTIONS, CHOICE_USAGE, givenChoices } from '../scaffold/options.ts';
import { choiceLines, dryRun, noteLines } from '../scaffold/report.ts';
import { alreadyThere, writeAll } from '../scaffold/write-all.ts';
import { PROGRAM, type Terminal } from '../terminal.ts';
import { pathInside, Workspace, withSlashes, workspaceRoot } from '../workspace.ts';

export const newCommand: Command = {
  name: 'new',
  summary: 'write a Dockerfile and what belongs to it for a Django project',
  usage: `Usage: ${PROGRAM} new [DIR] [OPTION…]

Writes Dockerfile, .dockerignore, compose.yaml, entrypoint.sh and .env.example for the Django project in or around a folder (default: the
current one). What is not chosen is detected, and said. Files that are there are never overwritten without --force.

Options:
${CHOICE_USAGE}  --package NAME    the package with wsgi.py, where there is no manage.py; needs --settings
  --settings MODULE the settings, where there is no manage.py; needs --package
  --dry-run         print what would be written, and write nothing
  --force           replace files that are there
`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...CHOICE_OPTIONS,
      package: { type: 'string' },
      settings: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
    });
    if (positionals.length > 1) throw new UsageError(`new takes one folder: ${positionals[1]}`);
    const given = givenChoices(values);
    const folder = await folderAt(positionals[0] ?? '.', terminal.cwd);
    const workspace = new Workspace(workspaceRoot(folder, terminal.cwd));
    const survey = await surveyFor(folder, workspace, values);
    if (!survey) {
      const shown = positionals[0] ?? '.';
      terminal.complain(`${shown}: no manage.py found; name the project with --package NAME and --settings MODULE`);
      return TROUBLE;
    }
    return write(survey, given, { workspace, terminal, dry: values['dry-run'], force: values.force });
  },
};

interface Stated {
  readonly package?: string | undefined;
  readonly settings?: string | undefined;
}

async function surveyFor(folder: string, workspace: Workspace, words: Stated): Promise<Survey | undefined> {
  const start = pathInside(workspace.root, folder) ?? '';
  if (words.package !== undefined || words.settings !== undefined) {
    if (words.package === undefined || words.settings === undefined)
      throw new UsageError('--package and --settings belong together');
    return workspace.facts.statedSurvey({ root: start, package: words.package, settings: words.settings });
  }
  const all = (await workspace.facts.surveys()).map((survey) => ({ root: rootOf(survey), survey }));
  return nearestFirst(start, all)[0]?.survey;
}

interface Target {
  readonly workspace: Workspace;
  readonly terminal: Terminal;
  readonly dry: boolean;
  readonly force: boolean;
}

async function write(survey: Survey, given: ReturnType<typeof givenChoices>, target: Target): Promise<ExitCode> {
  const { workspace, terminal, dry, force } = target;
  const detected = detect(survey, today());
  const choices = { ...defaultChoices(detected), ...given };
  const made = scaffold({ survey, choices, names: usualNames(survey) }, today());
  const home = resolve(workspace.root, survey.home);
  const here = (path: string): string => withSlashes(relative(terminal.cwd, path)) || '.';
  const where = ({ path, span }: Place): string => {
    const text = survey.source(path);
    const shown = here(resolve(workspace.root, path));
    return text === undefined ? shown : `${shown}:${rangesOf(text)(span).start.line}`;
  };
  const files = made.files.map((file) => ({ ...file, path: resolve(home, file.path) }));
  const said = ['Chosen:', ...choiceLines(choices, detected, given, where)];
  const notes = noteLines(made.notes, where);
  if (dry) {
    terminal.out(`${dryRun(made, (path) => here(resolve(home, path)))}\n${[...said, ...notes].join('\n')}\n`);
    return CLEAN;
  }
  const there = force ? [] : await alreadyThere(files);
  if (there.length > 0) {
    const names = there.map(({ path }) => here(path)).join(', ');
    terminal.complain(`${names}: already there, nothing was written; --force replaces what is there`);
    return TROUBLE;
  }
  try {
    await writeAll(files, force);
  } catch (error) {
    terminal.complain(`${here(home)}: nothing was written: ${failureReason(error)}`);
    return TROUBLE;
  }
  const written = files.map(({ path }) => `wrote ${here(path)}`);
  terminal.out(`${[...said, ...written, ...notes].join('\n')}\n`);
  return CLEAN;
}
