import type { Practice } from './types.ts';

export const scanning: Practice = {
  id: 'scanning',
  title: 'Scanning',
  summary: 'A scanner in the pipeline tells when what you ship is known to be broken.',
  does: 'Trivy, Grype and Docker Scout compare what an image contains with the lists of known vulnerabilities. This tool reads the Dockerfile: run both, in every build, and let them fail it.',
  why: 'An image that was clean in spring is not in autumn, without anybody having touched it. A small base, a Python and a Django that still get fixes, and a rebuild every week keep the list short.',
  language: 'dockerfile',
  example: 'FROM python:3.14-slim-trixie\n',
  rules: ['base-image-eol', 'django-eol', 'base-image-full', 'build-deps-in-final', 'piped-installer'],
  subjects: {
    instructions: [],
    programs: ['trivy', 'grype'],
    flags: [],
    variables: [],
  },
};
