import {
  CodeActionKind,
  type Connection,
  DocumentDiagnosticReportKind,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { renderPracticePage } from '../engine/docs/practice-pages.ts';
import { renderRulePage } from '../engine/docs/render.ts';
import { findPractice, PRACTICES } from '../engine/practices/index.ts';
import { findRule, RULES } from '../engine/rules/index.ts';
import { runCommand, SERVER_COMMANDS } from './commands.ts';
import { SOURCE } from './diagnostics.ts';
import type { ServerHost } from './host.ts';
import { guarded, type Log } from './log.ts';
import {
  FACTS_REQUEST,
  type FactsParams,
  FIX_ALL_KIND,
  PRACTICE_PAGE_REQUEST,
  PRACTICES_REQUEST,
  type PracticePageParams,
  type PracticeSummary,
  REWRITE_KIND,
  RULE_PAGE_REQUEST,
  RULES_REQUEST,
  type RulePageParams,
  type RuleSummary,
  SCAFFOLD_PLAN_REQUEST,
  SCAFFOLD_PROJECTS_REQUEST,
  type ScaffoldParams,
  type ScaffoldPlanParams,
} from './messages.ts';
import { Session } from './session.ts';
import { watch } from './watching.ts';

/** Serves a client over a connection, wherever the two run. */
export function startServer(connection: Connection, host: ServerHost): void {
  connection.onInitialize((params) => {
    const session = new Session(connection, host, params);
    answerRequests(connection, session);
    followChanges(connection, session);
    return greeting(session);
  });
  answerAboutPages(connection);
  connection.listen();
}

function greeting({ features }: Session): InitializeResult {
  return {
    serverInfo: { name: 'django-dockerfile' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      // A Dockerfile's findings depend on the project's files. The whole workspace is the command line's business.
      ...(features.pullDiagnostics
        ? { diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: false } }
        : {}),
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, REWRITE_KIND, FIX_ALL_KIND] },
      hoverProvider: true,
      // Our own extension has these commands itself, and a second registration of an id fails.
      ...(features.extras.rulePages ? {} : { executeCommandProvider: { commands: [...SERVER_COMMANDS] } }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

/** No request may end the server, and none may show an error in the client's face: it is logged, and nothing is offered. */
function answerRequests(connection: Connection, session: Session): void {
  const log: Log = connection.console;
  connection.languages.diagnostics.on((params) =>
    guarded(log, 'Diagnosing', { kind: DocumentDiagnosticReportKind.Full, items: [] }, () => session.pull(params)),
  );
  connection.onCodeAction((params) => guarded(log, 'Looking for code actions', [], () => session.codeActions(params)));
  connection.onRequest(FACTS_REQUEST, ({ uri }: FactsParams) =>
    guarded(log, 'Finding facts', [], () => session.facts(uri)),
  );
  connection.onRequest(SCAFFOLD_PROJECTS_REQUEST, (params: ScaffoldParams) =>
    guarded(log, 'Looking for projects', [], () => session.scaffoldProjects(params)),
  );
  connection.onRequest(SCAFFOLD_PLAN_REQUEST, (params: ScaffoldPlanParams) =>
    guarded(log, 'Planning a set-up', null, () => session.scaffoldPlan(params)),
  );
  connection.onHover((params) => guarded(log, 'Hovering', null, () => session.hover(params)));
  connection.onExecuteCommand(({ command, arguments: values = [] }) =>
    runCommand(command, values, { connection, links: session.links, fixAll: (uri) => session.fixAll(uri) }),
  );
}

function followChanges(connection: Connection, session: Session): void {
  connection.onInitialized(() => {
    void watch(connection, session.features, connection.console);
    if (!session.features.workspaceFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
      session.foldersChanged(
        added.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      ),
    );
  });
  connection.onDidChangeConfiguration(({ settings }) => session.settingsChanged(settings));
  connection.onDidChangeWatchedFiles(({ changes }) => session.filesChanged(changes));
}

function answerAboutPages(connection: Connection): void {
  connection.onRequest(RULE_PAGE_REQUEST, ({ rule: id }: RulePageParams): string | null => {
    const rule = findRule(id);
    return rule ? renderRulePage(rule) : null;
  });
  connection.onRequest(RULES_REQUEST, (): readonly RuleSummary[] =>
    RULES.map(({ id, category, severity, fix, docs: { summary } }) => ({ id, category, severity, fix, summary })),
  );
  connection.onRequest(PRACTICE_PAGE_REQUEST, ({ practice: id }: PracticePageParams): string | null => {
    const practice = findPractice(id);
    return practice ? renderPracticePage(practice, RULES) : null;
  });
  connection.onRequest(PRACTICES_REQUEST, (): readonly PracticeSummary[] =>
    PRACTICES.map(({ id, title, summary }) => ({ id, title, summary })),
  );
}
