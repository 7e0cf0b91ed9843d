import type { InitializeParams } from 'vscode-languageserver';
import type { ClientExtras } from './messages.ts';

/** What the client can do, read once from its greeting. */
export interface ClientFeatures {
  readonly extras: ClientExtras;
  /** It asks for diagnostics; else we push them. Never both. */
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly codeDescription: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatchers: boolean;
  readonly workspaceFolders: boolean;
  readonly versionedEdits: boolean;
  readonly preferredActions: boolean;
}

const EXTRAS = [
  'layeredSettings',
  'fileSystem',
  'rulePages',
  'status',
] as const satisfies readonly (keyof ClientExtras)[];

/** Options come from anywhere: only what is plainly `true` counts. */
function extrasOf(options: unknown): ClientExtras {
  if (typeof options !== 'object' || options === null) return {};
  const given = new Map<string, unknown>(Object.entries(options));
  return Object.fromEntries(EXTRAS.map((name) => [name, given.get(name) === true]));
}

export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { textDocument, workspace } = capabilities;
  // Pushed diagnostics have capabilities of their own, of the same shape.
  const diagnostics = textDocument?.diagnostic ?? textDocument?.publishDiagnostics;
  return {
    extras: extrasOf(initializationOptions),
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    codeDescription: diagnostics?.codeDescriptionSupport === true,
    relatedInformation: diagnostics?.relatedInformation === true,
    diagnosticTags: (diagnostics?.tagSupport?.valueSet.length ?? 0) > 0,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registerWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    preferredActions: textDocument?.codeAction?.isPreferredSupport === true,
  };
}
