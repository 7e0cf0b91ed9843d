import {
  type Connection,
  ErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { findRule } from '../engine/rules/index.ts';
import { FIX_ALL_COMMAND, SHOW_RULE_COMMAND } from './messages.ts';
import type { RuleLinks } from './rule-links.ts';

/** The commands of editors that have none of their own: our extension registers the same ids itself. */
export const SERVER_COMMANDS = [FIX_ALL_COMMAND, SHOW_RULE_COMMAND];

export interface CommandTools {
  readonly connection: Connection;
  readonly links: RuleLinks;
  /** The safe fixes of an open document. */
  readonly fixAll: (uri: string) => Promise<WorkspaceEdit | undefined>;
}

export async function runCommand(command: string, [subject]: readonly unknown[], tools: CommandTools): Promise<void> {
  if (typeof subject !== 'string') throw invalid(`${command} wants one string`);
  if (command === FIX_ALL_COMMAND) {
    const edit = await tools.fixAll(subject);
    if (edit) await tools.connection.workspace.applyEdit({ label: 'Fix all safe Django Dockerfile problems', edit });
  } else if (command === SHOW_RULE_COMMAND) {
    await showRule(subject, tools);
  } else {
    throw invalid(`There is no command ${command}`);
  }
}

const invalid = (message: string): ResponseError<void> => new ResponseError(ErrorCodes.InvalidParams, message);

/** The page where the client can open it, else the gist in a message. */
async function showRule(id: string, { connection, links }: CommandTools): Promise<void> {
  const rule = findRule(id);
  if (!rule) throw invalid(`There is no rule ${id}`);
  const uri = links.page(id);
  const shown = uri !== undefined && (await connection.window.showDocument({ uri }).catch(() => undefined))?.success;
  if (shown) return;
  const message = `${id}: ${rule.docs.summary}`;
  await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
}
