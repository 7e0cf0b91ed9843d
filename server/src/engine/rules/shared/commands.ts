export { commandsOf, runsUnreadScript, scriptIn, toolsIn } from '../../model/all-commands.ts';
export { effectiveTool } from '../../model/effective-tool.ts';
