import type { ScaffoldChoices, ScaffoldProject } from '../../server/src/lsp/messages.ts';

/** The choices of somebody who agrees to everything. */
export const choicesOf = ({ answers }: ScaffoldProject): ScaffoldChoices => ({
  manager: answers.manager.value,
  database: answers.database.value,
  server: answers.server.value,
  static: answers.static.value,
  celery: answers.celery.value,
  redis: answers.redis.value,
  python: answers.python.value,
  development: answers.development.value,
});
