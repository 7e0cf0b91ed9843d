import type { Practice } from './types.ts';

export const distroless: Practice = {
  id: 'distroless',
  title: 'Distroless images',
  summary: 'A last stage without a shell and without a package manager, for those who need it.',
  does: 'Distroless images bring Python and what it loads. There is no shell, so every `RUN`, every shell form and every entry script fails there: all of that happens in the builder, and what starts is in exec form.',
  why: 'Who breaks in finds nothing to work with. In return nobody can look around with `docker exec`, and the Python is Debian’s: the builder has to have the very same minor.',
  language: 'dockerfile',
  example:
    'FROM debian:trixie-slim AS builder\n' +
    'RUN apt-get update \\\n' +
    '    && apt-get install --yes --no-install-recommends python3 python3-venv \\\n' +
    '    && rm -rf /var/lib/apt/lists/*\n' +
    '\n' +
    'FROM gcr.io/distroless/python3-debian13:nonroot\n',
  rules: ['distroless-incompatible', 'exec-form-variable', 'shell-form-command', 'stage-python-mismatch'],
  subjects: {
    instructions: ['FROM', 'SHELL'],
    programs: [],
    flags: [],
    variables: [],
  },
};
