import { findPractice } from '../engine/practices/index.ts';
import { findRule } from '../engine/rules/index.ts';
import type { ClientFeatures } from './features.ts';
import type { ServerHost } from './host.ts';
import { PAGE_SCHEME, SHOW_PRACTICE_COMMAND, SHOW_RULE_COMMAND } from './messages.ts';

/** Where a rule's page is, seen from this client. Never on the network. */
export interface RuleLinks {
  /** From a diagnostic's code. */
  page(rule: string): string | undefined;
  /** From the text of a hover. */
  hover(rule: string): string | undefined;
  /** To a practice, from the text of a hover. */
  practice(id: string): string | undefined;
}

export function ruleLinks({ extras }: ClientFeatures, host: ServerHost): RuleLinks {
  if (!extras.rulePages)
    return {
      page: (rule) => host.rulePageFile(rule),
      hover: (rule) => host.rulePageFile(rule),
      practice: () => undefined,
    };
  return {
    page: (rule) => `${PAGE_SCHEME}:/rules/${rule}.md`,
    // VS Code drops links of unknown schemes from hovers, and keeps commands that the client trusts.
    hover: (rule) => findRule(rule) && commandLink(SHOW_RULE_COMMAND, rule),
    practice: (id) => findPractice(id) && commandLink(SHOW_PRACTICE_COMMAND, id),
  };
}

const commandLink = (command: string, argument: string): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
