import { expect, test } from 'vitest';
import { variableUses } from '../../../server/src/engine/model/variable-uses.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';

function uses(text: string): readonly string[] {
  const { instructions, escape: escapeChar } = parseDockerfile(text);
  return instructions.flatMap((node) =>
    variableUses(node, text, escapeChar).map(({ name, span }) => `${name}=${text.slice(span.start, span.end)}`),
  );
}

test.each([
  ['COPY --chown=$A:${B} $C "/d $D/" /x/', ['A=$A', 'B=${B}', 'C=$C', 'D=$D']],
  ['ENV A=$B\\\n  C=${D}', ['B=$B', 'D=${D}']],
  ['ENV A=\'$B\' C="$D" E=\\$F', ['D=$D']],
  ['# escape=`\nENV A=`$B C=\\$D', ['D=$D']],
  ['ENV A=${B:-$C} D=${E:+:${F}} G=$H', ['H=$H']],
  ['RUN --mount=type=bind,source=$A echo $B', []],
  ['COPY --from=$A $B /c', ['B=$B']],
  ['CMD ["$A"]', []],
  ['ENV A=$$B C=$$$D E=$1 F=$-G ${} $', ['D=$D']],
])('%s', (text, expected) => {
  expect(uses(text)).toEqual(expected);
});
