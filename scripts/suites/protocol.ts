/** How a suite that is a process of its own says that it did not run at all. */
export const NOT_RUN_EXIT_CODE = 3;
export const NOT_RUN_PREFIX = 'did not run: ';

export function endWithoutRun(why: string): never {
  console.log(NOT_RUN_PREFIX + why);
  process.exit(NOT_RUN_EXIT_CODE);
}
