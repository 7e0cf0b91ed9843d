import type { FixDraft } from '../../server/src/engine/fix/builder.ts';
import type { Fix } from '../../server/src/engine/fix/fix.ts';
import type {
  FixContext,
  Problem,
  Rule,
  RuleDefinition,
  Safety,
  Severity,
} from '../../server/src/engine/rules/define.ts';
import { defineRule } from '../../server/src/engine/rules/define.ts';
import type { Span } from '../../server/src/engine/text/span.ts';

interface Data {
  readonly instruction: Span;
  readonly text: Span;
}

interface Options {
  readonly word: string;
}

type Definition = RuleDefinition<Data, Options>;

export const SAMPLE_ID = 'sample';

export type BuildFix = (context: FixContext<Options>, problem: Problem<Data>) => Fix | readonly Fix[] | undefined;

/** A part of the sample rule that a test takes away or replaces. */
interface Change {
  readonly check?: Definition['check'];
  readonly buildFix?: BuildFix;
  readonly severities?: readonly Severity[];
  readonly fix?: Safety;
  readonly docs?: Definition['docs'];
  readonly defaultLevel?: 'off';
}

/** Finds `bad` in the arguments of RUN and replaces it: small, but whole. */
export function sampleRule(change: Change = {}): Rule {
  return defineRule<Data, Options>({
    id: SAMPLE_ID,
    category: 'correctness',
    severity: 'warning',
    severities: ['warning'],
    fix: 'safe',
    since: '0.1.0',
    overlaps: ['hadolint:DL0001', 'trivy:DS-0001'],
    duplicates: [],
    appliesTo: { instructions: ['RUN'], programs: ['pip'] },
    options: { word: { type: 'string', default: 'bad', description: 'The word to find.' } },
    docs: {
      summary: 'A bad word stands in RUN',
      why: 'It is bad. It is not good.\n\nMore of it.',
      examples: [
        { title: 'A bad word', before: 'FROM python:3.14-slim-trixie\nRUN bad\n' },
        { title: 'A good word', findings: 0, before: 'FROM python:3.14-slim-trixie\nRUN good\n' },
      ],
      whenToIgnore: 'Never.',
      references: ['https://docs.docker.com/'],
    },
    check: findWord,
    buildFix: replaceWord,
    ...change,
  });
}

export const findWord: Definition['check'] = function* ({ model, options }) {
  for (const node of model.syntax.instructions) {
    if (node.kind !== 'run') continue;
    const at = node.args.text.indexOf(options.word);
    if (at === -1) continue;
    const text = node.args.spanOf(at, at + options.word.length);
    yield { span: text, message: `The word ${options.word} is bad`, data: { instruction: node.span, text } };
  }
};

export const replaceWord: BuildFix = ({ fix }, { data }) =>
  fix.draft().replace(data.text, 'good').build('Replace the bad word', 'safe');

/** Finds the word as long as requirements.txt lacks the good one; says where that file begins. */
export const findUnlisted: Definition['check'] = function* (context) {
  const listed = context.facts.source('requirements.txt');
  if (!listed.known || /^good$/m.test(listed.value)) return;
  const last = {
    start: Math.max(0, listed.value.lastIndexOf('\n', listed.value.length - 2) + 1),
    end: listed.value.length,
  };
  const related = [{ span: last, path: 'requirements.txt', message: 'The good word is missing here' }];
  for (const problem of findWord(context)) yield { ...problem, related };
};

/** Puts the good word into requirements.txt, and writes a .dockerignore where there is none. */
function draftOfList({ fix, facts }: FixContext<Options>): FixDraft | undefined {
  const listed = facts.source('requirements.txt');
  if (!listed.known || !facts.context.known) return undefined;
  const draft = fix.draft().appendLines('requirements.txt', listed.value, ['good']);
  return facts.context.value.has('.dockerignore') ? draft : draft.create('.dockerignore', '.env\n');
}

export const listWord: BuildFix = (context) => draftOfList(context)?.build('List the good word', 'review');

/** The same, and the word in the document is replaced as well. */
export const listAndReplaceWord: BuildFix = (context, { data }) =>
  draftOfList(context)?.replace(data.text, 'good').build('List the good word', 'review');

/** A rule whose fix changes other files of the project. */
export const wideRule = (change: Change = {}): Rule =>
  sampleRule({ fix: 'review', check: findUnlisted, buildFix: listWord, ...change });
