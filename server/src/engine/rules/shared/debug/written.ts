import type { DjangoProcess } from '../settings/process-settings.ts';

/** What settings for development are called. */
const FOR_DEVELOPMENT = /(?:^|[._])(?:local|dev|develop|development|debug|tests?|testing|ci)$/;

/** The settings of a process say themselves that DEBUG is on, and nothing in sight or out of it says otherwise. */
export const isWrittenOn = ({ written, module }: DjangoProcess): boolean =>
  written.debug.known &&
  written.debug.value?.value === true &&
  written.optional.length === 0 &&
  !FOR_DEVELOPMENT.test(module);
