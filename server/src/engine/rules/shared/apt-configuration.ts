import type { CopyInstruction, Instruction, RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { DockerfileSyntax } from '../../syntax/nodes.ts';
import { textAt } from '../../text/span.ts';
import { instructionsBefore } from './order.ts';

const CONFIGURES = /apt\.conf|APT_CONFIG|docker-clean|APT::/;
const CONFIGURATION = /(?:^|\/)etc\/apt\/apt\.conf/;
const HOLDS_CONFIGURATION = /^\/(?:etc(?:\/apt.*)?)?$/;

const holdsConfiguration = (files: readonly string[]): boolean => files.some((file) => CONFIGURATION.test(file));

function bringsConfiguration({ copy }: CopyInstruction, { context }: ProjectFacts): boolean {
  if (!copy.destination.known) return true;
  if (!HOLDS_CONFIGURATION.test(copy.destination.value)) return false;
  if (copy.origin.kind !== 'context' || !context.known || copy.destination.value !== '/') return true;
  return copy.sources.some((source) => !source.known || holdsConfiguration(context.value.below(source.value)));
}

/** Something in front of a RUN, or in it, changes how apt behaves: a configuration nobody reads here. */
export function mayConfigureApt(run: RunInstruction, syntax: DockerfileSyntax, facts: ProjectFacts): boolean {
  const configures = (each: Instruction): boolean => {
    switch (each.kind) {
      case 'copy':
      case 'add':
        return bringsConfiguration(each, facts);
      case 'run':
      case 'env':
      case 'arg':
        return CONFIGURES.test(textAt(syntax.text, each.span));
      default:
        return false;
    }
  };
  return configures(run) || instructionsBefore(run).some(configures);
}
