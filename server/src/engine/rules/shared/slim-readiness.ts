import { needsSystemLibrary, packagesBehind } from '../../data/full-image.ts';
import { buildPackage, deliveryOf } from '../../data/native-packages.ts';
import { installedPackages } from '../../model/packages.ts';
import type { Instruction, Model, Stage } from '../../model/types.ts';
import { tableName } from '../../project/dependencies/native.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { commandsOf, runsUnreadScript, scriptIn } from './commands.ts';
import { imageDependencies } from './image-dependencies.ts';

/**
 * Nothing that can be seen needs what the full image has and the small one lacks: compilers and headers, git, curl, libraries. Scripts
 * that nobody reads may still, and so may packages nobody has looked up.
 */
export function couldBeSlim(model: Model, roots: readonly Stage[], facts: ProjectFacts): boolean {
  const stages = model.stages.filter(({ ancestry }) => roots.some((root) => ancestry.includes(root)));
  return stages.every((stage) => isFrugal(stage) && takesNoSystem(stage, model, facts));
}

/** No package of Python that may be there is compiled on the way, loads a library of the system, or is fetched with git. */
const takesNoSystem = (stage: Stage, model: Model, facts: ProjectFacts): boolean =>
  imageDependencies(stage, model, facts).installs.every(({ set, run }) =>
    [...set.packages.values(), ...set.unread].every((found) => {
      if (found.source?.kind === 'vcs' && stage.ancestry.includes(run.stage)) return false;
      const name = 'name' in found ? tableName(found, set) : '';
      return deliveryOf(name) !== 'source' && !needsSystemLibrary(name);
    }),
  );

function isFrugal(stage: Stage): boolean {
  const { packages } = installedPackages(stage);
  const names = new Set(packages.filter(({ manager }) => manager === 'apt').map(({ name }) => name));
  // Headers are there to compile with, and the compiler is the image's.
  if ([...names].some((name) => buildPackage('apt', name) !== undefined)) return false;
  return stage.instructions.every((each) => isFrugalInstruction(each, names));
}

function isFrugalInstruction(instruction: Instruction, names: ReadonlySet<string>): boolean {
  const script = scriptIn(instruction);
  if (!script) return true;
  if (script.opaque || /\bgit\+/.test(script.text.text)) return false;
  return commandsOf(script).every((command) => {
    if (instruction.kind === 'run' && runsUnreadScript(command)) return false;
    const needed = packagesBehind(command.name ?? '');
    return !needed || needed.some((name) => names.has(name));
  });
}
