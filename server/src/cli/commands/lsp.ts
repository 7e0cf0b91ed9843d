import { type Command, parseOptions, UsageError } from '../command.ts';
import { CLEAN } from '../exit-codes.ts';
import { PROGRAM } from '../terminal.ts';

export const lspCommand: Command = {
  name: 'lsp',
  summary: 'the language server, for any editor',
  usage: `Usage: ${PROGRAM} lsp --stdio

Speaks the language server protocol on standard input and output.
`,
  async run(args) {
    // Editors add the id of their own process; the server's library reads it itself.
    const { values } = parseOptions(args, { stdio: { type: 'boolean' }, clientProcessId: { type: 'string' } });
    if (!values.stdio) throw new UsageError('lsp speaks on standard input and output only: lsp --stdio');
    const [{ startServer }, { connect, host }] = await Promise.all([
      import('../../lsp/server.ts'),
      import('../../lsp/node.ts'),
    ]);
    startServer(connect(), host);
    return CLEAN;
  },
};
