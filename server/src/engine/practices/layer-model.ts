import type { Practice } from './types.ts';

export const layerModel: Practice = {
  id: 'layer-model',
  title: 'The model of layers',
  summary: 'Every instruction that changes files is a layer, and a layer is only reused when all before it are.',
  does: 'A layer holds what an instruction has changed. It is named by the instruction and its inputs: the text of a `RUN`, the content of what `COPY` brings, the values of `ARG` that are used. The first difference ends the use of the cache for all that follows.',
  why: '`RUN chown -R app /app` holds the whole project a second time, because a change of the owner is a change of the file. A deleted file is hidden, not gone. `COPY --chown` and cleaning up where something was made cost nothing.',
  language: 'dockerfile',
  example:
    'FROM python:3.14-slim-trixie\n' +
    'WORKDIR /app\n' +
    'COPY --chmod=0755 entrypoint.sh /usr/local/bin/entrypoint.sh\n' +
    'COPY . .\n',
  rules: ['chown-duplicates-layer', 'cleanup-in-later-layer', 'consecutive-runs', 'layer-order', 'arg-out-of-scope'],
  subjects: {
    instructions: ['COPY', 'ADD', 'RUN', 'ARG'],
    programs: [],
    flags: [],
    variables: [],
  },
};
