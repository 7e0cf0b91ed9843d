import { l10n } from 'vscode';
import type { ScaffoldAnswer, ScaffoldChoices, ScaffoldProject } from '../../../server/src/lsp/messages.ts';
import { askMany, askOne, type Option } from './ask.ts';
import { labelOf } from './labels.ts';
import type { Step } from './steps.ts';

/** A project, and what is chosen for it so far. */
export interface Wish {
  readonly project: ScaffoldProject;
  readonly choices: ScaffoldChoices;
}

/** What Enter alone chooses. */
export const firstChoices = ({ answers }: ScaffoldProject): ScaffoldChoices => ({
  manager: answers.manager.value,
  database: answers.database.value,
  server: answers.server.value,
  static: answers.static.value,
  celery: answers.celery.value,
  redis: answers.redis.value,
  python: answers.python.value,
  development: answers.development.value,
});

const TOTAL = 5;

/** At most five: people who press Enter at each get what the project itself says. */
export const QUESTIONS: readonly Step<Wish>[] = [
  oneOf(1, 'manager', () => l10n.t('What installs the packages?')),
  oneOf(2, 'database', () => l10n.t('Which database?')),
  oneOf(3, 'server', () => l10n.t('Which server runs Django?')),
  extras(4),
  oneOf(5, 'python', () => l10n.t('Which Python?')),
];

function oneOf(step: number, name: 'manager' | 'database' | 'server' | 'python', question: () => string): Step<Wish> {
  return async ({ project, choices }, canGoBack) => {
    const answer = project.answers[name];
    const options = answer.options.map((value) => ({
      label: labelOf(value),
      value,
      ...(value === answer.value ? { description: reasonOf(answer) } : {}),
    }));
    const page = { question: question(), canGoBack, step: [step, TOTAL] as const };
    const outcome = await askOne(
      page,
      options,
      options.find(({ value }) => value === choices[name]),
    );
    return typeof outcome === 'string'
      ? outcome
      : { chosen: { project, choices: { ...choices, [name]: outcome.chosen } } };
  };
}

function extras(step: number): Step<Wish> {
  return async ({ project, choices }, canGoBack) => {
    const { answers } = project;
    const options: readonly Option<keyof ScaffoldChoices>[] = [
      { label: 'WhiteNoise', value: 'static', description: reasonOf(answers.static) },
      { label: 'Celery', value: 'celery', description: reasonOf(answers.celery) },
      { label: 'Redis', value: 'redis', description: reasonOf(answers.redis) },
      { label: l10n.t('Development override'), value: 'development', description: reasonOf(answers.development) },
    ];
    const ticked = options.filter(({ value }) => choices[value] === true || choices[value] === 'whitenoise');
    const page = { question: l10n.t('What else belongs to it?'), canGoBack, step: [step, TOTAL] as const };
    const outcome = await askMany(page, options, ticked);
    if (typeof outcome === 'string') return outcome;
    const has = (name: keyof ScaffoldChoices): boolean => outcome.chosen.includes(name);
    const chosen = {
      static: has('static') ? 'whitenoise' : 'none',
      celery: has('celery'),
      redis: has('redis'),
      development: has('development'),
    };
    return { chosen: { project, choices: { ...choices, ...chosen } } };
  };
}

/** A word on why, and where that stands. For what is not there, there is no place to look at. */
function reasonOf({ value, why, from }: ScaffoldAnswer<string | boolean>): string {
  return from && value !== false ? l10n.t('{0} line {1}: {2}', from.path, from.line, why) : why;
}
