import { l10n, type Uri, window, workspace } from 'vscode';
import type { ScaffoldProject, StatedProject } from '../../../server/src/lsp/messages.ts';
import { askOne, askText } from './ask.ts';
import { isDottedName } from './dotted-name.ts';
import type { ScaffoldServer } from './scaffold-server.ts';
import { type Outcome, type Step, walk } from './steps.ts';

export const askProject = (projects: readonly ScaffoldProject[], first: ScaffoldProject | undefined) => {
  const options = projects.map((value) => ({ label: value.name, value }));
  const question = l10n.t('Which project gets a Dockerfile?');
  return askOne(
    { question, canGoBack: false },
    options,
    options.find(({ value }) => value === first),
  );
};

/** Has somebody name the project of a folder without manage.py; undefined when they would rather not. */
export async function stateProject(
  server: ScaffoldServer,
  folder: Uri | undefined,
): Promise<ScaffoldProject | undefined> {
  const chosen = folder ?? (await chosenFolder());
  if (!chosen) return undefined;
  const name = workspace.asRelativePath(chosen, true).split('/').at(-1) ?? '';
  const stated = await walk<StatedProject>(questions(name), { package: '', settings: '' });
  if (typeof stated === 'string') return undefined;
  const [project] = await server.projects(chosen, stated.chosen);
  return project;
}

async function chosenFolder(): Promise<Uri | undefined> {
  const { workspaceFolders: [first, ...others] = [] } = workspace;
  if (others.length === 0) return first?.uri;
  const placeHolder = l10n.t('There is no manage.py. Which folder holds the Django project?');
  return (await window.showWorkspaceFolderPick({ placeHolder }))?.uri;
}

const problem = (text: string): string | undefined =>
  isDottedName(text) ? undefined : l10n.t('This is no name that Python could import, such as "config.settings".');

const questions = (folder: string): readonly Step<StatedProject>[] => [
  async (stated, canGoBack) => {
    const question = l10n.t('There is no manage.py in {0}. Which package has wsgi.py or asgi.py?', folder);
    const value = stated.package;
    const given = await askText({ question, value, example: 'config', problem, canGoBack });
    return typeof given === 'string' ? given : { chosen: { ...stated, package: given.chosen } };
  },
  async (stated, canGoBack): Promise<Outcome<StatedProject>> => {
    const question = l10n.t('Which module has the settings?');
    const value = stated.settings || `${stated.package}.settings`;
    const given = await askText({ question, value, example: 'config.settings', problem, canGoBack });
    return typeof given === 'string' ? given : { chosen: { ...stated, settings: given.chosen } };
  },
];
