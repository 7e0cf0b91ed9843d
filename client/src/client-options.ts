import type { LogOutputChannel } from 'vscode';
import { DiagnosticPullMode, type LanguageClientOptions, RevealOutputChannelOn, vsdiag } from 'vscode-languageclient';
import { type ClientExtras, SHOW_PRACTICE_COMMAND, SHOW_RULE_COMMAND } from '../../server/src/lsp/messages.ts';
import { DOCKERFILES, isCheckable, isCopy, READ_ALONG } from './documents.ts';
import { withLineFeeds } from './line-feeds.ts';
import { runsOnSave } from './settings.ts';

const EXTRAS: ClientExtras = {
  layeredSettings: true,
  fileSystem: true,
  openTexts: true,
  rulePages: true,
  status: true,
  lineFeeds: true,
};

export function clientOptions(log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [...DOCKERFILES, ...READ_ALONG],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: EXTRAS,
    // Hovers link to pages of ours, and to nothing else.
    markdown: { isTrusted: { enabledCommands: [SHOW_RULE_COMMAND, SHOW_PRACTICE_COMMAND] }, supportThemeIcons: true },
    // Files that a search or the source control opens in passing are not sent before somebody looks at them.
    textSynchronization: { delayOpenNotifications: true },
    diagnosticPullOptions: {
      onChange: true,
      onSave: true,
      filter: (document, mode) => runsOnSave(document) === (mode === DiagnosticPullMode.onType),
    },
    middleware: {
      // A selector cannot say "any scheme but these". The server knows nothing of a document that was never opened there.
      didOpen: async (document, next) => {
        if (!isCopy(document.uri)) await next(document);
      },
      // The other documents are there to be read, and nothing is said of them.
      provideCodeActions: async (document, range, context, token, next) =>
        isCheckable(document) ? (await next(document, range, context, token))?.map(withLineFeeds) : undefined,
      provideHover: (document, position, token, next) =>
        isCheckable(document) ? next(document, position, token) : undefined,
      provideDiagnostics: (document, previousResultId, token, next) => {
        if ('languageId' in document && !isCheckable(document)) return undefined;
        // The server wants to be asked whenever the project has changed: what is typed meanwhile still waits to be saved.
        if (previousResultId !== undefined && 'languageId' in document && document.isDirty && runsOnSave(document))
          return { kind: vsdiag.DocumentDiagnosticReportKind.unChanged, resultId: previousResultId };
        return next(document, previousResultId, token);
      },
    },
  };
}
