export { commandsOf, runsUnreadScript } from '../../model/all-commands.ts';
export { effectiveTool } from '../../model/effective-tool.ts';
