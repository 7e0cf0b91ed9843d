// Written by `npm run generate` from the files of the rules. Do not edit.
import aptFlags from './caching/apt-flags.ts';
import aptListsLeft from './caching/apt-lists-left.ts';
import aptUpdateSeparate from './caching/apt-update-separate.ts';
import consecutiveRuns from './caching/consecutive-runs.ts';
import pipCacheLeft from './caching/pip-cache-left.ts';
import requirementsNotCopied from './caching/requirements-not-copied.ts';
import sourceBeforeDeps from './caching/source-before-deps.ts';
import argOutOfScope from './correctness/arg-out-of-scope.ts';
import buildkitStyle from './correctness/buildkit-style.ts';
import envNameTypo from './correctness/env-name-typo.ts';
import inlineComment from './correctness/inline-comment.ts';
import jsonFormInvalid from './correctness/json-form-invalid.ts';
import type { Rule } from './define.ts';
import bytecodeNotCompiled from './dependencies/bytecode-not-compiled.ts';
import devDepsInstalled from './dependencies/dev-deps-installed.ts';
import lockNotEnforced from './dependencies/lock-not-enforced.ts';
import poetry2 from './dependencies/poetry-2.ts';
import execFormVariable from './runtime/exec-form-variable.ts';
import shellFormCommand from './runtime/shell-form-command.ts';
import runsAsRoot from './security/runs-as-root.ts';
import userNotNumeric from './security/user-not-numeric.ts';
import buildDepsInFinal from './stages/build-deps-in-final.ts';
import copyFromInvalid from './stages/copy-from-invalid.ts';
import stagePythonMismatch from './stages/stage-python-mismatch.ts';

/** Every rule, in the order of the categories. */
export const RULES: readonly Rule[] = [
  buildDepsInFinal,
  copyFromInvalid,
  stagePythonMismatch,
  argOutOfScope,
  buildkitStyle,
  envNameTypo,
  inlineComment,
  jsonFormInvalid,
  aptFlags,
  aptListsLeft,
  aptUpdateSeparate,
  consecutiveRuns,
  pipCacheLeft,
  requirementsNotCopied,
  sourceBeforeDeps,
  bytecodeNotCompiled,
  devDepsInstalled,
  lockNotEnforced,
  poetry2,
  runsAsRoot,
  userNotNumeric,
  execFormVariable,
  shellFormCommand,
];

export const findRule = (id: string): Rule | undefined => RULES.find((rule) => rule.id === id);
