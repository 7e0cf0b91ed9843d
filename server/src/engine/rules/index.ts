// Written by `npm run generate` from the files of the rules. Do not edit.
import aptListsLeft from './caching/apt-lists-left.ts';
import consecutiveRuns from './caching/consecutive-runs.ts';
import pipCacheLeft from './caching/pip-cache-left.ts';
import sourceBeforeDeps from './caching/source-before-deps.ts';
import inlineComment from './correctness/inline-comment.ts';
import type { Rule } from './define.ts';
import execFormVariable from './runtime/exec-form-variable.ts';
import shellFormCommand from './runtime/shell-form-command.ts';
import runsAsRoot from './security/runs-as-root.ts';
import copyFromInvalid from './stages/copy-from-invalid.ts';
import stagePythonMismatch from './stages/stage-python-mismatch.ts';

/** Every rule, in the order of the categories. */
export const RULES: readonly Rule[] = [
  copyFromInvalid,
  stagePythonMismatch,
  inlineComment,
  aptListsLeft,
  consecutiveRuns,
  pipCacheLeft,
  sourceBeforeDeps,
  runsAsRoot,
  execFormVariable,
  shellFormCommand,
];

export const findRule = (id: string): Rule | undefined => RULES.find((rule) => rule.id === id);
