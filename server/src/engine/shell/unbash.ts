/**
 * The only door to the shell parser: nothing else imports it. Its tree stays in `bash/`, which turns it into the types
 * of this folder; a change of parser ends there.
 */
export type * from 'unbash';
export { forEachChild, parse } from 'unbash';
