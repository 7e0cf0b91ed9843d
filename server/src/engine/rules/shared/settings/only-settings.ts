import type { DjangoFacts } from '../../../project/types.ts';
import { lastPart } from '../../../text/path.ts';

/** What modules of settings are called, besides `settings`. */
const FOR_A_PURPOSE =
  /^(?:base|common|defaults?|local|dev|development|prod|production|live|staging|stage|test|tests|testing|docker|ci|build|heroku|cloud)\.py$/;

/** In the name of a module, or in that of the package around it. */
const SETTINGS = /(?:^|\/)(?!tests?\/)[\w-]*settings?[\w-]*(?:\/\w+)?\.py$/i;

/** The project has no other settings that something out of sight could choose. */
export function isOnlySettings(module: string, { files }: DjangoFacts): boolean {
  const plain = module.replaceAll('.', '/');
  const own = [`${plain}.py`, `${plain}/__init__.py`];
  const folder = plain.slice(0, plain.lastIndexOf('/') + 1);
  return !files.some((file) => {
    if (own.includes(file) || lastPart(file) === '__init__.py') return false;
    return SETTINGS.test(file) || (file.startsWith(folder) && FOR_A_PURPOSE.test(file.slice(folder.length)));
  });
}
