import { BASE_STAGE } from './base-stage.ts';
import type { Practice } from './types.ts';

export const layerOrder: Practice = {
  id: 'layer-order',
  title: 'The order of layers',
  summary: 'What changes seldom comes first: dependencies before the code.',
  does: 'Docker reuses a layer while nothing that it is made from has changed, and builds everything anew from the first change on. Copy the files that name the dependencies, install, and copy the code then.',
  why: 'Code changes with every commit, requirements once a week. With `COPY . .` in front of the install, changing one template installs Django, its driver and all the rest again.',
  language: 'dockerfile',
  example:
    BASE_STAGE +
    'WORKDIR /app\n' +
    'RUN python -m venv "$VIRTUAL_ENV"\n' +
    'COPY requirements.txt ./\n' +
    'RUN pip install --no-cache-dir --requirement requirements.txt\n' +
    'COPY . .\n',
  rules: [
    'source-before-deps',
    'layer-order',
    'requirements-not-copied',
    'copy-source-missing',
    'assets-after-collectstatic',
  ],
  subjects: {
    instructions: ['COPY', 'ADD', 'WORKDIR'],
    programs: ['pip', 'poetry', 'pipenv', 'pdm'],
    flags: [],
    variables: [],
  },
};
