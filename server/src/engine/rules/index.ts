// Written by `npm run generate` from the files of the rules. Do not edit.
import baseImageAlpine from './base-image/base-image-alpine.ts';
import baseImageEol from './base-image/base-image-eol.ts';
import baseImageFull from './base-image/base-image-full.ts';
import baseImageNoDigest from './base-image/base-image-no-digest.ts';
import baseImageNoDistro from './base-image/base-image-no-distro.ts';
import baseImageRepeated from './base-image/base-image-repeated.ts';
import distrolessIncompatible from './base-image/distroless-incompatible.ts';
import imageUnpinned from './base-image/image-unpinned.ts';
import platformConstant from './base-image/platform-constant.ts';
import aptFlags from './caching/apt-flags.ts';
import aptListsLeft from './caching/apt-lists-left.ts';
import aptUpdateSeparate from './caching/apt-update-separate.ts';
import cacheMount from './caching/cache-mount.ts';
import chownDuplicatesLayer from './caching/chown-duplicates-layer.ts';
import cleanupInLaterLayer from './caching/cleanup-in-later-layer.ts';
import consecutiveRuns from './caching/consecutive-runs.ts';
import layerOrder from './caching/layer-order.ts';
import pipCacheLeft from './caching/pip-cache-left.ts';
import requirementsNotCopied from './caching/requirements-not-copied.ts';
import sourceBeforeDeps from './caching/source-before-deps.ts';
import copySourceMissing from './context/copy-source-missing.ts';
import dockerignoreIncomplete from './context/dockerignore-incomplete.ts';
import dockerignoreRootOnly from './context/dockerignore-root-only.ts';
import dotenvInContext from './context/dotenv-in-context.ts';
import architecturePath from './correctness/architecture-path.ts';
import argOutOfScope from './correctness/arg-out-of-scope.ts';
import buildkitStyle from './correctness/buildkit-style.ts';
import envNameTypo from './correctness/env-name-typo.ts';
import inlineComment from './correctness/inline-comment.ts';
import jsonFormInvalid from './correctness/json-form-invalid.ts';
import pipedInstaller from './correctness/piped-installer.ts';
import scriptErrorsIgnored from './correctness/script-errors-ignored.ts';
import shellStateLost from './correctness/shell-state-lost.ts';
import startCommandMissing from './correctness/start-command-missing.ts';
import sudoUsed from './correctness/sudo-used.ts';
import unusedIgnore from './correctness/unused-ignore.ts';
import workdirMissing from './correctness/workdir-missing.ts';
import type { Rule } from './define.ts';
import bytecodeNotCompiled from './dependencies/bytecode-not-compiled.ts';
import dependencyUnpinned from './dependencies/dependency-unpinned.ts';
import devDepsInstalled from './dependencies/dev-deps-installed.ts';
import djangoEol from './dependencies/django-eol.ts';
import externallyManagedPython from './dependencies/externally-managed-python.ts';
import gitRequirementNoGit from './dependencies/git-requirement-no-git.ts';
import lockNotEnforced from './dependencies/lock-not-enforced.ts';
import poetry2 from './dependencies/poetry-2.ts';
import poetryVenvLost from './dependencies/poetry-venv-lost.ts';
import psycopg2Binary from './dependencies/psycopg2-binary.ts';
import systemPythonMixed from './dependencies/system-python-mixed.ts';
import toolUnpinned from './dependencies/tool-unpinned.ts';
import uvExportProject from './dependencies/uv-export-project.ts';
import assetsAfterCollectstatic from './django/assets-after-collectstatic.ts';
import collectstaticMissing from './django/collectstatic-missing.ts';
import collectstaticWillFail from './django/collectstatic-will-fail.ts';
import debugEnabled from './django/debug-enabled.ts';
import messagesNotCompiled from './django/messages-not-compiled.ts';
import settingsEnvBugs from './django/settings-env-bugs.ts';
import settingsMismatch from './django/settings-mismatch.ts';
import staticNotServed from './django/static-not-served.ts';
import writableDirForNonroot from './django/writable-dir-for-nonroot.ts';
import appModuleNotFound from './project/app-module-not-found.ts';
import dbDriverMissing from './project/db-driver-missing.ts';
import nativeLibMissing from './project/native-lib-missing.ts';
import pythonVersionIncompatible from './project/python-version-incompatible.ts';
import serverInterfaceMismatch from './project/server-interface-mismatch.ts';
import serverNotInDeps from './project/server-not-in-deps.ts';
import devServer from './runtime/dev-server.ts';
import entrypointBadInterpreter from './runtime/entrypoint-bad-interpreter.ts';
import entrypointHidesFailure from './runtime/entrypoint-hides-failure.ts';
import entrypointNoExec from './runtime/entrypoint-no-exec.ts';
import entrypointNotExecutable from './runtime/entrypoint-not-executable.ts';
import execFormVariable from './runtime/exec-form-variable.ts';
import gunicornHomeNotWritable from './runtime/gunicorn-home-not-writable.ts';
import gunicornInContainer from './runtime/gunicorn-in-container.ts';
import healthcheckMissing from './runtime/healthcheck-missing.ts';
import healthcheckRejected from './runtime/healthcheck-rejected.ts';
import healthcheckToolMissing from './runtime/healthcheck-tool-missing.ts';
import migrateMisplaced from './runtime/migrate-misplaced.ts';
import portMismatch from './runtime/port-mismatch.ts';
import pythonEnvMissing from './runtime/python-env-missing.ts';
import serverBoundToLoopback from './runtime/server-bound-to-loopback.ts';
import serverDaemonOrReload from './runtime/server-daemon-or-reload.ts';
import shellFormCommand from './runtime/shell-form-command.ts';
import uvRunInCommand from './runtime/uv-run-in-command.ts';
import wrongStopSignal from './runtime/wrong-stop-signal.ts';
import adduserMissing from './security/adduser-missing.ts';
import chmodTooOpen from './security/chmod-too-open.ts';
import codeWritableByApp from './security/code-writable-by-app.ts';
import credentialsInUrl from './security/credentials-in-url.ts';
import runsAsRoot from './security/runs-as-root.ts';
import secretFileCopied from './security/secret-file-copied.ts';
import secretInEnvOrArg from './security/secret-in-env-or-arg.ts';
import userBeforeInstall from './security/user-before-install.ts';
import userNotNumeric from './security/user-not-numeric.ts';
import buildDepsInFinal from './stages/build-deps-in-final.ts';
import copyFromInvalid from './stages/copy-from-invalid.ts';
import singleStageBuild from './stages/single-stage-build.ts';
import stageAliasShadowed from './stages/stage-alias-shadowed.ts';
import stageLibcMismatch from './stages/stage-libc-mismatch.ts';
import stagePythonMismatch from './stages/stage-python-mismatch.ts';
import unusedStage from './stages/unused-stage.ts';
import userSiteBroken from './stages/user-site-broken.ts';
import venvBrokenAfterCopy from './stages/venv-broken-after-copy.ts';
import venvNotOnPath from './stages/venv-not-on-path.ts';
import wheelsLeftInImage from './stages/wheels-left-in-image.ts';
import wheelsNotUsed from './stages/wheels-not-used.ts';

/** Every rule, in the order of the categories. */
export const RULES: readonly Rule[] = [
  baseImageAlpine,
  baseImageEol,
  baseImageFull,
  baseImageNoDigest,
  baseImageNoDistro,
  baseImageRepeated,
  distrolessIncompatible,
  imageUnpinned,
  platformConstant,
  buildDepsInFinal,
  copyFromInvalid,
  singleStageBuild,
  stageAliasShadowed,
  stageLibcMismatch,
  stagePythonMismatch,
  unusedStage,
  userSiteBroken,
  venvBrokenAfterCopy,
  venvNotOnPath,
  wheelsLeftInImage,
  wheelsNotUsed,
  architecturePath,
  argOutOfScope,
  buildkitStyle,
  envNameTypo,
  inlineComment,
  jsonFormInvalid,
  pipedInstaller,
  scriptErrorsIgnored,
  shellStateLost,
  startCommandMissing,
  sudoUsed,
  unusedIgnore,
  workdirMissing,
  aptFlags,
  aptListsLeft,
  aptUpdateSeparate,
  cacheMount,
  chownDuplicatesLayer,
  cleanupInLaterLayer,
  consecutiveRuns,
  layerOrder,
  pipCacheLeft,
  requirementsNotCopied,
  sourceBeforeDeps,
  bytecodeNotCompiled,
  dependencyUnpinned,
  devDepsInstalled,
  djangoEol,
  externallyManagedPython,
  gitRequirementNoGit,
  lockNotEnforced,
  poetry2,
  poetryVenvLost,
  psycopg2Binary,
  systemPythonMixed,
  toolUnpinned,
  uvExportProject,
  adduserMissing,
  chmodTooOpen,
  codeWritableByApp,
  credentialsInUrl,
  runsAsRoot,
  secretFileCopied,
  secretInEnvOrArg,
  userBeforeInstall,
  userNotNumeric,
  devServer,
  entrypointBadInterpreter,
  entrypointHidesFailure,
  entrypointNoExec,
  entrypointNotExecutable,
  execFormVariable,
  gunicornHomeNotWritable,
  gunicornInContainer,
  healthcheckMissing,
  healthcheckRejected,
  healthcheckToolMissing,
  migrateMisplaced,
  portMismatch,
  pythonEnvMissing,
  serverBoundToLoopback,
  serverDaemonOrReload,
  shellFormCommand,
  uvRunInCommand,
  wrongStopSignal,
  assetsAfterCollectstatic,
  collectstaticMissing,
  collectstaticWillFail,
  debugEnabled,
  messagesNotCompiled,
  settingsEnvBugs,
  settingsMismatch,
  staticNotServed,
  writableDirForNonroot,
  appModuleNotFound,
  dbDriverMissing,
  nativeLibMissing,
  pythonVersionIncompatible,
  serverInterfaceMismatch,
  serverNotInDeps,
  copySourceMissing,
  dockerignoreIncomplete,
  dockerignoreRootOnly,
  dotenvInContext,
];

export const findRule = (id: string): Rule | undefined => RULES.find((rule) => rule.id === id);
