import type { Model } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Related } from '../../define.ts';
import { type ImageDependencies, packageIn } from '../image-dependencies.ts';

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
  const { path, span } = django.package.from;
  const message = 'Django is asked for here';
  return [path === model.path ? { span, message } : { path, span, message }];
}
