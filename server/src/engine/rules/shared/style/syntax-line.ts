import { syntaxOfFlag } from '../../../data/frontend.ts';
import type { Model } from '../../../model/types.ts';
import type { StyleProblem } from './mend.ts';

const LINE = '# syntax=docker/dockerfile:1';

/** Flags that only a newer syntax has than the one many builders bring along; said once for the file. */
export function* missingSyntaxLine({ syntax }: Model): Generator<StyleProblem> {
  if (syntax.directives.some(({ name }) => name === 'syntax')) return;
  for (const { keyword, flags } of syntax.instructions) {
    for (const flag of flags) {
      const version = syntaxOfFlag(keyword, flag.name);
      if (version === undefined) continue;
      yield {
        span: flag.span,
        message: `${keyword} --${flag.name} needs Dockerfile syntax ${version}, and no line says so: an older builder stops here`,
        data: { title: `Begin with ${LINE}`, safety: 'review', write: (draft) => draft.insertDirective(LINE) },
      };
      return;
    }
  }
}
