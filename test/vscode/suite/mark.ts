/** Tells the lines of the tests from everything else that an editor writes. */
export const MARK = '[test] ';
