import type { Finding } from '../../server/src/engine/analyze.ts';
import { textAfter } from '../../server/src/engine/fix/elsewhere.ts';
import type { Fix } from '../../server/src/engine/fix/fix.ts';
import type { Rule } from '../../server/src/engine/rules/define.ts';
import { applyEdits } from '../../server/src/engine/text/edits.ts';
import { fail } from './fail.ts';
import { writeMarks } from './marks.ts';
import { type CaseInput, runRule } from './rule-run.ts';
import { VARIANTS, type Variant } from './variants.ts';

/** What holds for every text, whether the rule finds something in it or not. */
export function checkAlways(rule: Rule, input: CaseInput, text: string): void {
  for (const variant of VARIANTS) checkVariant(rule, input, text, variant);
  const { files: _files, ...alone } = input;
  runRule(rule, alone, text);
  for (const cut of cuts(text)) runRule(rule, input, text.slice(0, cut));
}

/** Ends of lines and places inside them: a rule meets every text while it is being typed. */
function* cuts(text: string): Generator<number> {
  let start = 0;
  for (const line of text.split('\n')) {
    yield start + Math.floor(line.length / 2);
    yield start + line.length;
    start += line.length + 1;
  }
}

/** Other line ends and a byte order mark change neither what is found nor what is made of it. */
function checkVariant(rule: Rule, input: CaseInput, text: string, variant: Variant): void {
  const made = variant.make(text);
  const plain = runRule(rule, input, text).findings;
  const varied = runRule(rule, input, made).findings;
  const expected = plain.map((finding) => describe(finding, (offset) => variant.offset(text, offset)));
  const found = varied.map((finding) => describe(finding, (offset) => offset));
  const difference = expected.findIndex((line, index) => line !== found[index]);
  if (difference !== -1 || found.length !== expected.length) {
    const at = difference === -1 ? expected.length : difference;
    fail(`${variant.name} changes nothing`, `expected ${expected[at] ?? 'no finding'}, found ${found[at] ?? 'none'}`, {
      [variant.name]: writeMarks(
        made,
        varied.map(({ span }) => span),
      ),
    });
  }
  for (const [index, finding] of plain.entries()) {
    for (const [which, fix] of finding.fixes.entries()) {
      const wanted = variant.make(applyEdits(text, fix.edits));
      const same = varied[index]?.fixes[which];
      const fixed = same ? applyEdits(made, same.edits) : 'no fix';
      if (fixed !== wanted)
        fail(`${variant.name} changes no fix`, `"${fix.title}" differs`, { expected: wanted, fixed });
      if (same && writtenElsewhere(same) !== writtenElsewhere(fix))
        fail(`${variant.name} changes no fix`, `"${fix.title}" writes something else into other files`);
    }
  }
}

/** Other files have their own line ends, whatever those of the document are. */
const writtenElsewhere = ({ elsewhere }: Fix): string =>
  JSON.stringify(elsewhere?.map((change) => [change.kind, change.path, textAfter(change)]));

const describe = ({ span, severity, message, fixes }: Finding, offset: (offset: number) => number): string =>
  `${severity} "${message}" at ${offset(span.start)}-${offset(span.end)} with ${fixes.length} fixes`;
