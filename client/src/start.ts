import { commands, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient';
import {
  type LayeredSettings,
  PAGE_SCHEME,
  type ResourceParams,
  type ScaffoldPlanParams,
  SETTINGS_REQUEST,
} from '../../server/src/lsp/messages.ts';
import { clientOptions } from './client-options.ts';
import {
  BROWSE_PRACTICES,
  BROWSE_RULES,
  CHECK_ANYWAY,
  COPY_REPORT,
  FIX_ALL,
  MEND,
  OPEN_PLACE,
  RESTART,
  SCAFFOLD,
  SHOW_FACTS,
  SHOW_LOG,
  SHOW_PRACTICE,
  SHOW_RULE,
} from './command-ids.ts';
import { browsePractices } from './commands/browse-practices.ts';
import { browseRules } from './commands/browse-rules.ts';
import { checkAnyway } from './commands/check-anyway.ts';
import { copyReport } from './commands/copy-report.ts';
import { fixAll } from './commands/fix-all.ts';
import { mend } from './commands/mend.ts';
import { openPlace } from './commands/open-place.ts';
import { restart } from './commands/restart.ts';
import { scaffold } from './commands/scaffold.ts';
import { showFacts } from './commands/show-facts.ts';
import { showPractice, showRule } from './commands/show-rule.ts';
import { FACTS_PAGE, factsPage } from './facts-page.ts';
import { FactsRows } from './facts-rows.ts';
import { serveFileSystem } from './file-system.ts';
import { LinkedPages } from './linked-pages.ts';
import { serveOpenTexts } from './open-texts.ts';
import { pages } from './pages.ts';
import { ProjectFacts } from './project-facts.ts';
import { NOTES_PAGE, notesPage } from './scaffold/notes-page.ts';
import { ScaffoldPreview } from './scaffold/preview.ts';
import { ScaffoldServer } from './scaffold/scaffold-server.ts';
import { layeredSettings } from './settings.ts';
import { StatusItem } from './status-item.ts';

export const CLIENT_ID = 'djangoDockerfile';
export const CLIENT_NAME = 'Django Dockerfile';

type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** Everything desktop and web have in common; they differ in where the server runs. */
export function start(context: ExtensionContext, createClient: CreateClient): BaseLanguageClient {
  const log = window.createOutputChannel(CLIENT_NAME, { log: true });
  const client = createClient(clientOptions(log));
  const status = new StatusItem(client);
  const facts = new ProjectFacts(client);
  const scaffolds = new ScaffoldServer(client);
  const preview = new ScaffoldPreview();
  const linked = new LinkedPages(
    { [FACTS_PAGE]: factsPage(facts), [NOTES_PAGE]: notesPage(scaffolds) },
    facts.onDidChange,
  );
  context.subscriptions.push(
    log,
    client,
    status,
    facts,
    linked,
    new FactsRows(facts, status),
    client.onRequest(
      SETTINGS_REQUEST,
      ({ uri }: ResourceParams): LayeredSettings => layeredSettings(client.protocol2CodeConverter.asUri(uri)),
    ),
    ...serveFileSystem(client),
    serveOpenTexts(client),
    workspace.registerTextDocumentContentProvider(PAGE_SCHEME, pages(client, linked, preview)),
    commands.registerCommand(FIX_ALL, fixAll),
    // From the palette no rule is given: choose one.
    commands.registerCommand(SHOW_RULE, (rule: unknown) =>
      typeof rule === 'string' ? showRule(rule) : browseRules(client),
    ),
    commands.registerCommand(SHOW_PRACTICE, (practice: unknown) =>
      typeof practice === 'string' ? showPractice(practice) : browsePractices(client),
    ),
    commands.registerCommand(BROWSE_PRACTICES, () => browsePractices(client)),
    commands.registerCommand(BROWSE_RULES, () => browseRules(client)),
    commands.registerCommand(SHOW_FACTS, showFacts),
    commands.registerCommand(SCAFFOLD, (resource: unknown) => scaffold(scaffolds, preview, resource)),
    commands.registerCommand(MEND, (plan: ScaffoldPlanParams, title: string) => mend(scaffolds, plan, title)),
    commands.registerCommand(RESTART, () => restart(client)),
    commands.registerCommand(SHOW_LOG, () => log.show()),
    commands.registerCommand(COPY_REPORT, () => copyReport(client, versionOf(context), status.active)),
    commands.registerCommand(CHECK_ANYWAY, checkAnyway),
    commands.registerCommand(OPEN_PLACE, openPlace),
  );
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) log.info(`${CLIENT_NAME} ${versionOf(context)}: the server is running`);
  });
  // Not awaited: activation ends before the server is up, and everything that needs the server waits for it itself.
  client.start().catch((error: unknown) => reportFailedStart(log, error));
  return client;
}

const versionOf = (context: ExtensionContext): string => {
  const { version } = context.extension.packageJSON as { readonly version?: unknown };
  return typeof version === 'string' ? version : 'unknown';
};

function reportFailedStart(log: LogOutputChannel, error: unknown): void {
  log.error(`The server did not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
