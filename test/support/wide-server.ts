/** The real server, with a rule more: one whose fix changes other files, and with it the word in the document. */
import type { Rule } from '../../server/src/engine/rules/define.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import { listAndReplaceWord, wideRule } from './sample-rule.ts';

(RULES as Rule[]).push(wideRule({ buildFix: listAndReplaceWord }));
await import('../../server/src/server.ts');
