import type { Practice } from './types.ts';

export const combiningLayers: Practice = {
  id: 'combining-layers',
  title: 'Combining layers',
  summary: 'Install and clean up in one RUN: what a later layer deletes stays in the earlier one.',
  does: 'Each `RUN` is a layer of its own. `apt-get update`, the install and the removal of its lists belong into one, joined by `&&`, so that a failure of any stops the build.',
  why: 'The lists of Debian’s packages are 20 MB and more, the cache of pip as much as everything it has installed. An `apt-get update` in a layer of its own comes out of the cache weeks later, and the install then asks for versions that are gone.',
  language: 'dockerfile',
  example:
    'FROM python:3.14-slim-trixie\n' +
    'RUN apt-get update \\\n' +
    '    && apt-get install --yes --no-install-recommends libpq5 \\\n' +
    '    && rm -rf /var/lib/apt/lists/*\n',
  rules: [
    'consecutive-runs',
    'apt-lists-left',
    'apt-update-separate',
    'apt-flags',
    'cleanup-in-later-layer',
    'pip-cache-left',
    'script-errors-ignored',
    'shell-state-lost',
    'wheels-left-in-image',
  ],
  subjects: {
    instructions: ['RUN'],
    programs: ['apt-get', 'apt', 'apk', 'rm'],
    flags: [],
    variables: ['PIP_NO_CACHE_DIR'],
  },
};
