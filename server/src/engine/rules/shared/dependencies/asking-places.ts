import type { Model } from '../../../model/types.ts';
import type { Group } from '../../../project/dependencies/types.ts';
import type { Place, ProjectFacts } from '../../../project/types.ts';
import type { Related } from '../../define.ts';
import { type ImageDependencies, type ImagePackage, packageIn } from '../image-dependencies.ts';
import { manifestPath } from './project-files.ts';

/** A place in a file of the project that asks for a package, whoever installs that file. */
export function askedElsewhere(name: string, { dependencies }: ProjectFacts): Related | undefined {
  for (const file of dependencies.values()) {
    for (const { dependencies: asked } of file.known ? file.value.groups : []) {
      const found = asked.find((each) => each.name === name);
      if (found) return { ...found.from, message: 'It is asked for here, in what the image does not install' };
    }
  }
  return undefined;
}

/** Where Django is asked for: what is missing belongs there. */
export function djangoPlace(dependencies: ImageDependencies, model: Model): readonly Related[] {
  const django = packageIn(dependencies, 'django');
  if (!django) return [];
  return [relatedPlace(django.package.from, 'Django is asked for here', model)];
}

/** A place as findings name it: those of the Dockerfile itself have no path. */
export const relatedPlace = ({ path, span }: Place, message: string, model: Model): Related =>
  path === model.path ? { span, message } : { path, span, message };

/** The line of a project's own file that asks for a package, where there is one; else what brings it: a lock, a command. */
export function askingPlace({ package: found, install }: ImagePackage, { dependencies }: ProjectFacts): Place {
  const { request } = install;
  const manifest = request.by === 'pip' ? undefined : dependencies.get(manifestPath(request));
  if (request.by === 'pip' || !manifest?.known) return found.from;
  const { groups: chosen, extras } = request.selection;
  const isChosen = ({ kind, name }: Group): boolean =>
    kind === 'main' || found.direct || chosen === 'all' || extras === 'all' || [...chosen, ...extras].includes(name);
  const asked = manifest.value.groups.filter(isChosen).flatMap(({ dependencies }) => dependencies);
  return asked.find(({ name }) => name === found.name)?.from ?? found.from;
}
