import { compilesSomething, hasMachineCode, isCompiledByHand, isPurePython } from '../../data/compiled-packages.ts';
import { installedPackages } from '../../model/packages.ts';
import type { RunInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { dependencyInstalls } from './dependency-install.ts';
import { installInputs } from './install-inputs.ts';
import { instructionsOf, stepsOf } from './steps.ts';

/** What is known of the machine code that a stage installs. */
export interface Compiled {
  /** A package with machine code, by name. */
  readonly example: string | undefined;
  /** Something is compiled in the stage itself: against its own C library. */
  readonly byHand: boolean;
  /** Every package is known, and none has machine code. */
  readonly nothing: boolean;
}

const normalized = (name: string): string => name.toLowerCase().replace(/[_.-]+/g, '-');

const LINE = /^\s*([A-Za-z0-9][\w.-]*)\s*(\[[^\]]*\])?/;

/** `psycopg[c]` is psycopg-c, and `psycopg[binary]` psycopg-binary. */
const withExtras = (name: string, extras: string): string[] =>
  name === 'psycopg' ? [name, ...(extras.match(/\w+/g) ?? []).map((extra) => `psycopg-${extra}`)] : [name];

const namesInRequirements = (text: string): string[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [, name, extras = ''] = LINE.exec(line.replace(/(?:^|\s)#.*$/, '')) ?? [];
    return name === undefined ? [] : withExtras(normalized(name), extras);
  });

/** `"psycopg[c]>=3"` in a list, `psycopg2 = "^2.9"` in a table. */
const namesInToml = (text: string): string[] => [
  ...Array.from(text.matchAll(/["']([A-Za-z0-9][\w.-]*)\s*(\[[^\]"']*\])?\s*(?:[<>=!~;@][^"'\n]*)?["']/g)).flatMap(
    ([, name = '', extras = '']) => withExtras(normalized(name), extras),
  ),
  ...Array.from(text.matchAll(/^\s*([A-Za-z0-9][\w.-]*)\s*=/gm)).map(([, name = '']) => normalized(name)),
];

interface Names {
  readonly names: readonly string[];
  readonly complete: boolean;
}

/** The packages that the files of a RUN's installs name. */
function namesIn(run: RunInstruction, facts: ProjectFacts): Names {
  const installs = dependencyInstalls(run);
  if (installs.length === 0) return { names: [], complete: true };
  const inputs = installInputs(run, installs, facts);
  if (!inputs) return { names: [], complete: false };
  const read = inputs.files.map(({ contextPath }) => {
    const text = facts.text(contextPath);
    if (!text.known) return undefined;
    return /\.(?:txt|in)$/.test(contextPath) ? namesInRequirements(text.value) : namesInToml(text.value);
  });
  // A lock file or a table says more than can be read from names alone.
  const isPlain = installs.every(({ installer }) => installer === 'pip') && read.every((names) => names !== undefined);
  return { names: read.flatMap((names) => names ?? []), complete: inputs.complete && !inputs.needsSource && isPlain };
}

/** `pip wheel pillow`. */
const namesOfWheels = (run: RunInstruction): string[] =>
  stepsOf(run).flatMap(({ command: { tool } }) =>
    tool?.kind === 'pip' && tool.action === 'wheel'
      ? tool.targets.flatMap(({ literal }) => (literal === undefined ? [] : namesInRequirements(literal)))
      : [],
  );

const INSTALLERS = new Set(['pip', 'uv', 'poetry', 'pipenv', 'pdm']);

/** A stage whose only installs are pip's, from files and names that can be read. */
const isReadable = (stage: Stage): boolean =>
  instructionsOf(stage).every(
    (each) =>
      each.kind !== 'run' ||
      (!each.script.opaque &&
        stepsOf(each).every(({ command: { tool, openEnded } }) => !tool || !INSTALLERS.has(tool.kind) || !openEnded)),
  );

export function compiledIn(stage: Stage, facts: ProjectFacts): Compiled {
  const { packages, complete } = installedPackages(stage);
  const runs = instructionsOf(stage).filter((each) => each.kind === 'run');
  const fromFiles = runs.map((run) => namesIn(run, facts));
  const byName = packages.filter(({ manager }) => manager === 'pip').map(({ name }) => name);
  const names = [...byName, ...runs.flatMap(namesOfWheels), ...fromFiles.flatMap((each) => each.names)];
  const tools = packages.some(({ manager, name }) => manager !== 'pip' && compilesSomething(name));
  return {
    example: names.find(hasMachineCode),
    byHand: tools || names.some(isCompiledByHand),
    nothing:
      complete &&
      !tools &&
      isReadable(stage) &&
      names.length > 0 &&
      fromFiles.every((each) => each.complete) &&
      names.every(isPurePython),
  };
}
