import { DJANGO_SERIES, type DjangoSeries, runsOn } from '../../data/django.ts';
import { suggestedPythons } from '../../data/python.ts';
import type { Model } from '../../model/types.ts';
import { admitsMinor } from '../../project/dependencies/specifier.ts';
import type { Specifier } from '../../project/dependencies/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { RuleContext } from '../define.ts';
import { djangoRelease } from './django-release.ts';
import { imageDependencies } from './image-dependencies.ts';

/** What the files at hand say of the Pythons that the project runs on. */
const pythonSpecifiers = ({ dependencies }: ProjectFacts): readonly Specifier[] =>
  [...dependencies.values()].flatMap((file) =>
    file.known && file.value.requiresPython ? [file.value.requiresPython.value] : [],
  );

/** The series of Django that the images may get: one list for each that is known. */
const djangoSeries = (model: Model, facts: ProjectFacts): readonly (readonly DjangoSeries[])[] =>
  model.stages.flatMap((stage) => {
    if (stage.role !== 'ships') return [];
    const release = djangoRelease(imageDependencies(stage, model, facts));
    return release ? [release.series] : askedSeries(facts);
  });

/** What the project's files ask for, where no install of the image can be read. */
const askedSeries = ({ dependencies }: ProjectFacts): readonly (readonly DjangoSeries[])[] =>
  [...dependencies.values()].flatMap((file) =>
    (file.known ? file.value.groups : [])
      .flatMap((group) => group.dependencies)
      .filter(({ name }) => name === 'django')
      .map(({ specifier }) => DJANGO_SERIES.filter(({ series }) => admitsMinor(specifier, series) === true)),
  );

/**
 * The newest Python that the project says it runs on; undefined where none of those in support is. Of the series of Django that
 * fit, an install takes the newest.
 */
export function newestPython({ model, facts, today }: RuleContext<object>): string | undefined {
  const wanted = pythonSpecifiers(facts);
  const django = djangoSeries(model, facts);
  return suggestedPythons(today).find(
    (minor) =>
      wanted.every((specifier) => admitsMinor(specifier, minor) === true) &&
      django.every(([newest]) => newest !== undefined && runsOn(newest, minor)),
  );
}
