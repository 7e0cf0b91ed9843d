import { expect, test } from 'vitest';
import { namesBeside, usualNames } from '../../../server/src/engine/scaffold/names.ts';
import { scaffold } from '../../../server/src/engine/scaffold/scaffold.ts';
import { planOf, stockProject, surveyOf, TODAY, textOf } from './support.ts';

const STOCK = stockProject({
  manager: 'pip',
  database: 'postgresql',
  server: 'gunicorn',
  static: 'whitenoise',
  celery: false,
  redis: false,
});

test('the compose file that is there is the one that compose reads', () => {
  expect(usualNames(surveyOf({ ...STOCK, 'docker-compose.yml': '' }))).toMatchObject({
    compose: 'docker-compose.yml',
    override: 'docker-compose.override.yml',
  });
  expect(usualNames(surveyOf(STOCK)).compose).toBe('compose.yaml');
});

test('what is written beside others is found by its new name', () => {
  const plan = planOf(STOCK);
  const names = namesBeside(plan.names, new Set(['dockerfile', 'ignore', 'entrypoint']));
  expect(names).toMatchObject({
    dockerfile: 'Dockerfile.django',
    ignore: 'Dockerfile.django.dockerignore',
    compose: 'compose.yaml',
  });
  const made = scaffold({ ...plan, names }, TODAY);
  expect(textOf(made, 'compose')).toContain('    build:\n      context: .\n      dockerfile: Dockerfile.django\n');
  expect(textOf(made, 'dockerfile')).toContain('COPY --chmod=0755 entrypoint.django.sh /usr/local/bin/entrypoint.sh');
});

test('the ignore file alone goes with the Dockerfile that is there', () => {
  const names = namesBeside(planOf(STOCK).names, new Set(['ignore']));
  expect(names.ignore).toBe('Dockerfile.dockerignore');
});

test('an override goes with the compose file that it is for', () => {
  const names = namesBeside(planOf(STOCK).names, new Set(['compose']));
  expect(names).toMatchObject({ compose: 'compose.django.yaml', override: 'compose.django.override.yaml' });
});
