import { filesBelow, readText } from './checkout.ts';

/** Dockerfiles as people write them, by file name. */
export const DOCKERFILES: ReadonlyMap<string, string> = new Map(
  filesBelow('test/fixtures/dockerfiles', '.Dockerfile').map((path) => [
    path.slice(path.lastIndexOf('/') + 1),
    readText(path),
  ]),
);
