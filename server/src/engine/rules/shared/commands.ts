export { commandsOf, runsUnreadScript, scriptIn } from '../../model/all-commands.ts';
export { effectiveTool } from '../../model/effective-tool.ts';
