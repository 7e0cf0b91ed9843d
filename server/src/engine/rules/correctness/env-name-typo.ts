import { ENVIRONMENT_NAMES, isEnvironmentName } from '../../data/environment-names.ts';
import type { Instruction, Model } from '../../model/types.ts';
import type { KeyValue, PairsNode } from '../../syntax/nodes.ts';
import { editDistance } from '../../text/edit-distance.ts';
import { textAt } from '../../text/span.ts';
import { defineRule, type Problem, type Safety } from '../define.ts';
import { shortened } from '../shared/wording.ts';

interface Typo {
  readonly pair: KeyValue;
  readonly meant: string;
  /** None where the right name is set as well. */
  readonly safety: Safety | undefined;
}

/** Shorter names are near to too many words. */
const MIN_LENGTH = 8;
/** Of short names a single letter may differ. */
const maxDistance = ({ length }: string): number => (length < 12 ? 1 : 2);
/** Shorter first parts tell tools apart: `PIP_CACHE_DIR` and `APP_CACHE_DIR` are two things. */
const MIN_PREFIX = 6;

const prefixOf = (name: string): string => /^[^_]*/.exec(name)?.[0] ?? '';

/** First words that name a program: `GUNICORN_WORKERS` is no slip of `UVICORN_WORKERS`. */
const PROGRAMS = new Set([...ENVIRONMENT_NAMES.map(prefixOf), 'UNICORN', 'HYPERCORN', 'DAPHNE']);

/** One of several of the same: `PYTHONPATHS` may be a list of the project's own. */
const isPlural = (name: string, other: string): boolean =>
  `${name}S` === other || name === `${other}S` || name === `${other}ES`;

const withoutDigits = (name: string): string => name.replace(/\d+/g, '');

function isSlipOf(name: string, known: string): boolean {
  if (known.length < MIN_LENGTH) return false;
  const prefix = prefixOf(known);
  if (prefix.length < MIN_PREFIX && !name.startsWith(`${prefix}_`)) return false;
  if (prefixOf(name) !== prefix && PROGRAMS.has(prefixOf(name))) return false;
  // Another division into words is another name: `PYTHON_PATH` is the interpreter of many projects.
  if (name.split('_').length !== known.split('_').length) return false;
  if (isPlural(name, known) || withoutDigits(name) === withoutDigits(known)) return false;
  return editDistance(name, known) <= maxDistance(known);
}

/** Slips of more than two letters that people make: a word of the name is missing. */
const COMMON_SLIPS: Readonly<Record<string, string>> = {
  PYTHONWRITEBYTECODE: 'PYTHONDONTWRITEBYTECODE',
  PYTHONDONOTWRITEBYTECODE: 'PYTHONDONTWRITEBYTECODE',
  PYTHONDONTWRITEBYTECODES: 'PYTHONDONTWRITEBYTECODE',
  PYTHONNOBYTECODE: 'PYTHONDONTWRITEBYTECODE',
  PYTHONDONTWRITEBYCODE: 'PYTHONDONTWRITEBYTECODE',
  PYTHON_DONT_WRITE_BYTECODE: 'PYTHONDONTWRITEBYTECODE',
  PYTHON_UNBUFFERED: 'PYTHONUNBUFFERED',
};

function meantBy(name: string): string | undefined {
  if (name.length < MIN_LENGTH || isEnvironmentName(name)) return undefined;
  if (Object.hasOwn(COMMON_SLIPS, name)) return COMMON_SLIPS[name];
  const near = ENVIRONMENT_NAMES.filter(
    (known) => Math.abs(name.length - known.length) <= maxDistance(known) && isSlipOf(name, known),
  );
  return near.length === 1 ? near[0] : undefined;
}

/** Besides where it gets its value, the name stands nowhere in the file: nothing here reads it. */
function isUsed(name: string, model: Model): boolean {
  const places = Array.from(model.syntax.text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))).length;
  const definitions = model.stages
    .flatMap(({ instructions }) => instructions)
    .flatMap(({ node }) => (node.kind === 'env' || node.kind === 'arg' ? node.pairs : []))
    .filter((pair) => pair.name === name);
  return places > definitions.length;
}

/** A name without quotes and signs, as it stands in the file. */
const isPlain = ({ name, nameSpan }: KeyValue, { syntax }: Model): boolean =>
  /^[\w-]+$/.test(name) && textAt(syntax.text, nameSpan).startsWith(name);

function safetyOf(instruction: Instruction, meant: string): Safety | undefined {
  const { stage, node } = instruction;
  const { end } = stage;
  if (end.declaredEnv(meant) || end.arg(meant)) return undefined;
  // `--build-arg` gives an ARG its value by the name it has; other settings may break what works by chance.
  return node.kind === 'arg' || meant === 'DJANGO_SETTINGS_MODULE' ? 'review' : 'safe';
}

function* typosIn(instruction: Instruction, { pairs }: PairsNode, model: Model): Generator<Problem<Typo>> {
  for (const pair of pairs) {
    const meant = meantBy(pair.name);
    if (meant === undefined || !isPlain(pair, model) || isUsed(pair.name, model)) continue;
    yield {
      span: pair.nameSpan,
      message: `Nothing reads ${shortened(pair.name, 40)}: the name is ${meant}`,
      data: { pair, meant, safety: safetyOf(instruction, meant) },
    };
  }
}

export default defineRule<Typo>({
  id: 'env-name-typo',
  category: 'correctness',
  severity: 'warning',
  severities: ['warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['ENV', 'ARG'] },
  docs: {
    summary: 'A misspelled variable of Python, pip, uv, Poetry, Django or a server',
    why:
      'Nobody complains about an environment variable that nothing reads. With `PYTHONBUFFERED` the log of a crashing Django process ' +
      'stays in a buffer and is lost, with `PYTHONWRITEBYTECODE` every layer carries its `.pyc` files, and with ' +
      '`DJANGO_SETTING_MODULE` manage.py falls back to the settings of development. The line looks right in every review.',
    examples: [
      {
        title: 'Two well-known slips',
        findings: 2,
        before: 'FROM python:3.14-slim-trixie\nENV PYTHONBUFFERED=1 \\\n    PYTHONWRITEBYTECODE=1\n',
      },
      {
        title: 'A name of the project’s own that the file uses',
        findings: 0,
        before: 'FROM python:3.14-slim-trixie\nENV PYTHON_PATHS=/app/src\nENV PYTHONPATH=$PYTHON_PATHS\n',
      },
    ],
    whenToIgnore: 'When your own code reads a variable of that very name.',
    references: [
      'https://docs.python.org/3/using/cmdline.html#environment-variables',
      'https://docs.djangoproject.com/en/stable/topics/settings/#designating-the-settings',
    ],
  },
  *check({ model }) {
    for (const { instructions } of model.stages)
      for (const instruction of instructions)
        if (instruction.node.kind === 'env' || instruction.node.kind === 'arg')
          yield* typosIn(instruction, instruction.node, model);
  },
  buildFix: ({ fix }, { data: { pair, meant, safety } }) =>
    safety && fix.draft().replace(pair.nameSpan, meant).build(`Write ${meant}`, safety),
});
