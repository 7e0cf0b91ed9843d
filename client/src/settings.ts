import { ConfigurationTarget, type TextDocument, type Uri, type WorkspaceConfiguration, workspace } from 'vscode';
import type { LayeredSettings, RawSettings } from '../../server/src/lsp/messages.ts';

const SECTION = 'djangoDockerfile';

type Layer = Record<string, unknown>;

const isTable = (value: unknown): value is RawSettings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every key below our section; a configuration object carries its own methods beside them. */
const keysOf = (configuration: WorkspaceConfiguration): readonly string[] =>
  Object.keys(configuration).filter((key) => typeof configuration[key] !== 'function');

/** A folder's setting outranks the workspace's; tables are merged, as the editor itself does. */
const over = (folder: unknown, whole: unknown): unknown =>
  isTable(folder) && isTable(whole) ? { ...whole, ...folder } : (folder ?? whole);

/** Settings as the server wants them: what the workspace says apart from what the person says. */
export function layeredSettings(resource: Uri | undefined): LayeredSettings {
  const configuration = workspace.getConfiguration(SECTION, resource ?? null);
  const user: Layer = {};
  const shared: Layer = {};
  for (const key of keysOf(configuration)) {
    const layers = configuration.inspect<unknown>(key);
    if (!layers) continue;
    if (layers.globalValue !== undefined) user[key] = layers.globalValue;
    const value = over(layers.workspaceFolderValue, layers.workspaceValue);
    if (value !== undefined) shared[key] = value;
  }
  return { user, workspace: shared };
}

export const runsOnSave = (document: TextDocument): boolean =>
  workspace.getConfiguration(SECTION, document.uri).get<string>('run') === 'onSave';

/** Writes a setting where it concerns the resource's folder and nothing else; false where there is no such place. */
export async function setForFolder(resource: Uri, key: string, value: unknown): Promise<boolean> {
  if (!workspace.getWorkspaceFolder(resource)) return false;
  const target = workspace.workspaceFile ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
  await workspace.getConfiguration(SECTION, resource).update(key, value, target);
  return true;
}
