import type { Practice } from './types.ts';

export const baseImage: Practice = {
  id: 'base-image',
  title: 'The base image',
  summary: 'A slim image of Debian, named with its version and its code name.',
  does: 'The base decides what is there before your first line: `python:3.14` brings a whole build environment, `-slim` what Python needs, `-alpine` another C library. The code name (`trixie`) keeps Debian where it is when the tag moves on.',
  why: 'On Alpine the wheels made for Debian do not fit, and packages without others are compiled, slowly. A tag such as `latest` or `3` is another Python after a plain rebuild, perhaps one that your Django does not know. A Python past its end gets no fixes.',
  language: 'dockerfile',
  example: 'FROM python:3.14-slim-trixie\n',
  rules: [
    'image-unpinned',
    'base-image-alpine',
    'base-image-eol',
    'base-image-full',
    'base-image-no-distro',
    'base-image-no-digest',
    'base-image-repeated',
    'platform-constant',
    'python-version-incompatible',
    'django-eol',
  ],
  subjects: {
    instructions: ['FROM'],
    programs: [],
    flags: [],
    variables: [],
  },
};
