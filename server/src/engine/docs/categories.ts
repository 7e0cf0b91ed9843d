import type { Category } from '../rules/define.ts';

export const CATEGORY_TITLES: Readonly<Record<Category, string>> = {
  'base-image': 'Base image',
  stages: 'Stages',
  correctness: 'Correctness',
  caching: 'Caching and layers',
  dependencies: 'Dependencies',
  security: 'Security',
  runtime: 'Runtime',
  django: 'Django',
  project: 'Project',
  context: 'Build context',
  compose: 'Compose',
};
