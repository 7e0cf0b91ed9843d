import { allComments } from '../../server/src/engine/fix/builder.ts';
import type { Instruction, Model } from '../../server/src/engine/model/types.ts';
import type { DockerfileSyntax } from '../../server/src/engine/syntax/nodes.ts';
import { textAt } from '../../server/src/engine/text/span.ts';

/** What in a text a fix must not make worse: a count for each kind of damage. */
export function damages({ syntax, stages }: Model): Readonly<Record<string, number>> {
  const count = (damaged: (node: DockerfileSyntax['instructions'][number]) => boolean): number =>
    syntax.instructions.filter(damaged).length;
  return {
    'unknown instructions': count(({ kind }) => kind === 'unknown'),
    'heredocs without an end': count((node) => node.unterminatedHeredoc),
    'broken JSON arrays': count((node) => 'command' in node && node.command?.form === 'shell' && node.command.jsonLike),
    'shell texts that cannot be read': stages.flatMap((stage) => stage.instructions).filter(isOpaque).length,
  };
}

function isOpaque(instruction: Instruction): boolean {
  return 'script' in instruction && instruction.script?.opaque === true;
}

/** Every comment, in heredocs too, sorted. */
export function commentTexts(syntax: DockerfileSyntax): readonly string[] {
  const heredocs = syntax.instructions.flatMap((node) => node.heredocs);
  const inside = heredocs.flatMap(({ body }) =>
    textAt(syntax.text, body)
      .split('\n')
      .filter((line) => line.trimStart().startsWith('#')),
  );
  return [...allComments(syntax).map(({ text }) => text), ...inside].map((text) => text.trim()).sort();
}

/** The members of a list that another lacks, counting repetitions. */
export function missingFrom(wanted: readonly string[], there: readonly string[]): readonly string[] {
  const rest = [...there];
  return wanted.filter((item) => {
    const at = rest.indexOf(item);
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
}
