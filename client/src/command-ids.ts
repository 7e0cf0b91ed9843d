export {
  FIX_ALL_COMMAND as FIX_ALL,
  SHOW_PRACTICE_COMMAND as SHOW_PRACTICE,
  SHOW_RULE_COMMAND as SHOW_RULE,
} from '../../server/src/lsp/messages.ts';
export const BROWSE_PRACTICES = 'djangoDockerfile.browsePractices';
export const BROWSE_RULES = 'djangoDockerfile.browseRules';
export const SHOW_FACTS = 'djangoDockerfile.showFacts';
export const SCAFFOLD = 'djangoDockerfile.scaffold';
export const RESTART = 'djangoDockerfile.restart';
export const SHOW_LOG = 'djangoDockerfile.showLog';
export const COPY_REPORT = 'djangoDockerfile.copyReport';
/** Only behind the status item, where it says what it would do; so it is not contributed. */
export const CHECK_ANYWAY = 'djangoDockerfile.checkAnyway';
/** Behind the links there, which can only be commands. */
export const OPEN_PLACE = 'djangoDockerfile.openPlace';
/** Behind the links of the page that says what a project still needs. */
export const MEND = 'djangoDockerfile.mend';
