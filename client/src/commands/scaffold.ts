import { FilePermission, l10n, Uri, window, workspace } from 'vscode';
import type { ScaffoldProject } from '../../../server/src/lsp/messages.ts';
import { type Decided, decide, planParams } from '../scaffold/decide.ts';
import { type NotesOf, showNotes } from '../scaffold/notes-page.ts';
import type { ScaffoldPreview } from '../scaffold/preview.ts';
import { askProject, stateProject } from '../scaffold/projects.ts';
import { firstChoices, QUESTIONS, type Wish } from '../scaffold/questions.ts';
import type { ScaffoldServer } from '../scaffold/scaffold-server.ts';
import { type Step, walk } from '../scaffold/steps.ts';
import { writeAll } from '../scaffold/write.ts';

/** Writes a Dockerfile and what belongs to it, for the project in a folder or around it; without one, for any that is open. */
export async function scaffold(server: ScaffoldServer, preview: ScaffoldPreview, resource: unknown): Promise<void> {
  if (!workspace.workspaceFolders) {
    void window.showInformationMessage(l10n.t('Open the folder of a Django project to write a Dockerfile for it.'));
    return;
  }
  const folder = resource instanceof Uri ? resource : undefined;
  const found = await server.projects(folder);
  const stated = found.length > 0 ? undefined : await stateProject(server, folder);
  const projects = stated ? [stated] : found;
  const [first] = projects;
  if (!first || (projects.length === 1 && (await isClosed(first)))) return;
  let decided: Decided | undefined;
  const steps: readonly Step<Wish>[] = [
    ...(projects.length > 1 ? [chooseOf(projects)] : []),
    ...QUESTIONS,
    async (wish) => {
      const outcome = await decide(wish, server, preview);
      if (typeof outcome === 'string') return outcome;
      decided = outcome.chosen;
      return { chosen: wish };
    },
  ];
  const outcome = await walk(steps, wishFor(first));
  if (typeof outcome !== 'string' && decided) await write(outcome.chosen, decided);
}

const wishFor = (project: ScaffoldProject): Wish => ({ project, choices: firstChoices(project) });

const chooseOf =
  (projects: readonly ScaffoldProject[]): Step<Wish> =>
  async (wish) => {
    const outcome = await askProject(projects, wish.project);
    if (typeof outcome === 'string') return outcome;
    if (await isClosed(outcome.chosen)) return 'cancelled';
    // Choices for another project would be answers to other questions.
    return { chosen: outcome.chosen === wish.project ? wish : wishFor(outcome.chosen) };
  };

async function write(wish: Wish, { decisions, plan, files }: Decided): Promise<void> {
  const { project } = wish;
  if (files.length > 0 && !(await writeAll(files))) {
    sayClosed(project);
    return;
  }
  const opened = plan.files.find(({ role }) => role === 'dockerfile')?.uri ?? files[0]?.uri.toString();
  if (opened !== undefined) await window.showTextDocument(Uri.parse(opened), { preview: false });
  void sum(files.length, plan.notes.length, { name: project.name, plan: planParams(wish, decisions) });
}

/** Says what was done, and leads to what is left to do. */
async function sum(files: number, notes: number, of: NotesOf): Promise<void> {
  const done =
    files === 0
      ? l10n.t('Nothing had to be written.')
      : files === 1
        ? l10n.t('1 file is written.')
        : l10n.t('{0} files are written.', files);
  if (notes === 0) {
    void window.showInformationMessage(done);
    return;
  }
  const left =
    notes === 1
      ? l10n.t('{0} itself still needs one thing.', of.name)
      : l10n.t('{0} itself still needs {1} things.', of.name, notes);
  const show = l10n.t('Show');
  if ((await window.showInformationMessage(`${done} ${left}`, show)) === show) await showNotes(of);
}

/** Whether nothing can be written there: nobody should find that out after five questions. */
async function isClosed(project: ScaffoldProject): Promise<boolean> {
  const folder = Uri.parse(project.home);
  const { permissions = 0 } = await workspace.fs.stat(folder);
  const isReadonly = (permissions & FilePermission.Readonly) !== 0;
  if (!isReadonly && workspace.fs.isWritableFileSystem(folder.scheme) !== false) return false;
  sayClosed(project);
  return true;
}

const sayClosed = ({ name }: ScaffoldProject): void => {
  void window.showErrorMessage(l10n.t('Nothing was written: {0} cannot be changed.', name));
};
