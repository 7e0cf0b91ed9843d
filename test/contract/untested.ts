export interface Excuse {
  /** The test that runs the code all the same: a file or folder that exists. */
  readonly coveredBy: string;
  /** Why it has none of its own. */
  readonly why: string;
}

const IN_THE_EDITOR: Excuse = { coveredBy: 'test/vscode/suite/', why: 'needs the real `vscode` module' };

const THE_BUNDLES: Excuse = { coveredBy: 'test/lsp/bundles.test.ts', why: 'an entry: seen by running the bundle' };

const THE_PROGRAM: Excuse = { coveredBy: 'test/cli/', why: 'seen by running the program' };

const AN_INSTALL: Excuse = {
  coveredBy: 'test/engine/project/dependencies/installed.test.ts',
  why: 'a step of an install, seen in what it brings',
};

const A_READER: Excuse = {
  coveredBy: 'test/engine/project/dependencies/read.test.ts',
  why: 'a part of every reader of dependencies',
};

const A_MARKER: Excuse = {
  coveredBy: 'test/engine/project/dependencies/marker.test.ts',
  why: 'seen in what markers say',
};

const A_SCAFFOLD: Excuse = { coveredBy: 'test/engine/scaffold/', why: 'parts of the files, seen in what is made' };

/**
 * Source files, or folders of them, without a test in the mirrored place. An entry whose files all have a test by now, or are
 * gone, fails. Files that hold nothing but types need no entry.
 */
export const UNTESTED: Readonly<Record<string, Excuse>> = {
  'client/src/': IN_THE_EDITOR,
  'server/src/server.ts': THE_BUNDLES,
  'server/src/lsp/node.ts': THE_BUNDLES,
  'server/src/lsp/worker.ts': THE_BUNDLES,
  'server/src/lsp/checker.ts': { coveredBy: 'test/lsp/projects.test.ts', why: 'seen in what the server answers' },
  'server/src/lsp/session.ts': { coveredBy: 'test/lsp/server.test.ts', why: 'the server itself' },
  'server/src/lsp/commands.ts': { coveredBy: 'test/lsp/server.test.ts', why: 'called through the server' },
  'server/src/lsp/status.ts': { coveredBy: 'test/lsp/server.test.ts', why: 'seen in what the server tells' },
  'server/src/lsp/config-problems.ts': { coveredBy: 'test/lsp/settings.test.ts', why: 'seen in what the server tells' },
  'server/src/lsp/fetch-settings.ts': { coveredBy: 'test/lsp/settings.test.ts', why: 'asks the client' },
  'server/src/lsp/edits.ts': { coveredBy: 'test/lsp/code-actions.test.ts', why: 'seen in the actions' },
  'server/src/lsp/files-now.ts': { coveredBy: 'test/lsp/wide-edit.test.ts', why: 'seen in which actions are offered' },
  'server/src/lsp/fact-place.ts': {
    coveredBy: 'test/lsp/project-summaries.test.ts',
    why: 'seen in where facts come from',
  },
  'server/src/lsp/scaffold-wire.ts': { coveredBy: 'test/lsp/scaffold.test.ts', why: 'seen in what the server answers' },
  'server/src/lsp/positions.ts': { coveredBy: 'test/lsp/code-actions.test.ts', why: 'seen in every range' },
  'server/src/lsp/push.ts': { coveredBy: 'test/lsp/diagnostics.test.ts', why: 'seen by clients without pull' },
  'server/src/lsp/watching.ts': { coveredBy: 'test/lsp/projects.test.ts', why: 'registers with the client' },
  'server/src/cli.ts': THE_PROGRAM,
  'server/src/cli/command.ts': THE_PROGRAM,
  'server/src/cli/document-text.ts': THE_PROGRAM,
  'server/src/cli/exit-codes.ts': THE_PROGRAM,
  'server/src/cli/given-config.ts': THE_PROGRAM,
  'server/src/cli/rule-names.ts': THE_PROGRAM,
  'server/src/cli/targets.ts': THE_PROGRAM,
  'server/src/cli/projects.ts': {
    coveredBy: 'test/cli/commands/facts.test.ts',
    why: 'seen in which project comes first',
  },
  'server/src/cli/scaffold/': { coveredBy: 'test/cli/commands/new.test.ts', why: 'what the command takes and prints' },
  'server/src/engine/data/scaffold.ts': A_SCAFFOLD,
  'server/src/engine/data/bundlers.ts': A_SCAFFOLD,
  'server/src/engine/data/more-needs.ts': A_SCAFFOLD,
  'server/src/engine/scaffold/': A_SCAFFOLD,
  'server/src/engine/project/survey/': {
    coveredBy: 'test/engine/project/survey/survey.test.ts',
    why: 'the parts of one look at a project',
  },
  'server/src/cli/report/': { coveredBy: 'test/cli/commands/', why: 'a format is what a command prints' },
  'server/src/engine/practices/': {
    coveredBy: 'test/engine/docs/practice-pages.test.ts',
    why: 'texts, each seen on its page',
  },
  'server/src/engine/docs/categories.ts': {
    coveredBy: 'test/engine/docs/render.test.ts',
    why: 'a table of names',
  },
  'server/src/engine/config/types.ts': { coveredBy: 'test/engine/config/', why: 'the shapes and two lists of names' },
  'server/src/engine/project/python/': {
    coveredBy: 'test/engine/project/python/',
    why: 'the steps of one reading, seen in what is read',
  },
  'server/src/engine/project/settings/': {
    coveredBy: 'test/engine/project/settings/',
    why: 'the steps of one reading, seen in what settings say',
  },
  'server/src/engine/rules/shared/': { coveredBy: 'test/rules/', why: 'parts of rules, seen in what the rules say' },
  'server/src/engine/project/dependencies/by-manager.ts': AN_INSTALL,
  'server/src/engine/project/dependencies/by-pip.ts': AN_INSTALL,
  'server/src/engine/project/dependencies/by-project.ts': AN_INSTALL,
  'server/src/engine/project/dependencies/chosen-groups.ts': AN_INSTALL,
  'server/src/engine/project/dependencies/closure.ts': AN_INSTALL,
  'server/src/engine/project/dependencies/gather.ts': AN_INSTALL,
  'server/src/engine/project/dependencies/dependency.ts': A_READER,
  'server/src/engine/project/dependencies/entries.ts': A_READER,
  'server/src/engine/project/dependencies/names.ts': A_READER,
  'server/src/engine/project/dependencies/marker-environment.ts': A_MARKER,
  'server/src/engine/project/dependencies/marker-tokens.ts': A_MARKER,
  'server/src/engine/shell/command.ts': { coveredBy: 'test/engine/shell/parse.test.ts', why: 'what parsing yields' },
  'server/src/engine/shell/inner.ts': { coveredBy: 'test/engine/shell/exec.test.ts', why: 'the script inside `sh -c`' },
  'server/src/engine/shell/json-text.ts': { coveredBy: 'test/engine/shell/exec.test.ts', why: 'places inside JSON' },
  'server/src/engine/shell/text.ts': { coveredBy: 'test/engine/shell/spans.test.ts', why: 'seen in every span' },
  'server/src/host/reader.ts': { coveredBy: 'test/host/node-reader.test.ts', why: 'an interface and its limits' },
  'server/src/lsp/messages.ts': { coveredBy: 'test/lsp/server.test.ts', why: 'names of messages' },
  'server/src/engine/shell/bash/': { coveredBy: 'test/engine/shell/parse.test.ts', why: 'the steps of one reading' },
  'server/src/engine/shell/tools/': { coveredBy: 'test/engine/shell/tools/', why: 'tested in groups of related tools' },
  'server/src/engine/shell/unbash.ts': { coveredBy: 'test/engine/shell/parse.test.ts', why: 'the door to the parser' },
  'server/src/engine/rules/index.ts': {
    coveredBy: 'test/contract/generated.test.ts',
    why: 'generated',
  },
};
