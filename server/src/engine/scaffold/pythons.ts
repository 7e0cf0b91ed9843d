import { DJANGO_SERIES, type DjangoSeries, runsOn } from '../data/django.ts';
import { everyPython, NEWEST_PYTHON, suggestedPythons } from '../data/python.ts';
import { admitsMinor, pep440, poetrySpecifier } from '../project/dependencies/specifier.ts';
import type { Specifier } from '../project/dependencies/types.ts';
import type { Survey } from '../project/survey/types.ts';
import { textFact } from './facts.ts';
import type { Answer } from './types.ts';

/** The Pythons that an image may have: the one the project is developed on first, then the newest. */
export function pythonAnswer(survey: Survey, today: string): Answer<string> {
  const demands = survey.pythons.filter(({ developedOn }) => !developedOn).map(({ wanted }) => wanted);
  const series = djangoSeries(survey);
  const isAsked = (minor: string): boolean => demands.every(({ value }) => admitsMinor(value, minor) !== false);
  const fits = (minor: string): boolean => isAsked(minor) && (!series || runsOn(series, minor));
  const alive = suggestedPythons(today);
  const fitting = alive.filter(fits);
  const found = fitting.length > 0 ? fitting : everyPython().filter(fits);
  const options = found.length > 0 ? found : alive;
  const used = survey.pythons.find(({ developedOn }) => developedOn);
  const own = used && options.find((minor) => admitsMinor(used.wanted.value, minor) === true);
  if (used && own !== undefined)
    return {
      value: own,
      why: 'the project is developed on it',
      from: used.wanted.from,
      options: ownFirst(own, options),
    };
  const [newest = NEWEST_PYTHON] = options;
  const [demand] = demands;
  // Where Django stops before the project does, that is the reason.
  if (demand && (!series || alive.find(isAsked) === newest))
    return { value: newest, why: `the newest that ${demand.value.text} takes`, from: demand.from, options };
  const django = textFact(survey, 'django');
  return series
    ? { value: newest, why: `the newest for Django ${series.series}`, from: django?.from, options }
    : { value: newest, why: 'the newest', from: undefined, options };
}

const ownFirst = (own: string, options: readonly string[]): readonly string[] => [
  own,
  ...options.filter((each) => each !== own),
];

/** The series that an install gets: that of the locked version, or the newest that is asked for. */
function djangoSeries(survey: Survey): DjangoSeries | undefined {
  const django = textFact(survey, 'django')?.value;
  if (django === undefined) return undefined;
  const specifier = specifierOf(django);
  return DJANGO_SERIES.find(({ series }) => admitsMinor(specifier, series) === true);
}

/** The fact is a locked version, or a specifier in either language. */
function specifierOf(django: string): Specifier {
  if (/^\d/.test(django)) return pep440(`==${django.split('.').slice(0, 2).join('.')}.*`);
  return /^[\^~](?!=)/.test(django) ? poetrySpecifier(django) : pep440(django);
}
