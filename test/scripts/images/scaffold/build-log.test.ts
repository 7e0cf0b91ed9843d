import { expect, test } from 'vitest';
import { carriedOut, installed } from '../../../../scripts/images/scaffold/build-log.ts';

const BUILDAH = `[1/2] STEP 1/3: FROM python:3.13-slim-trixie AS builder
[1/2] STEP 2/3: RUN apt-get update
--> Using cache 4f0
--> 4f0
[1/2] STEP 3/3: RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
Collecting Django
--> 5a1
[2/2] STEP 1/2: FROM python:3.13-slim-trixie
[2/2] STEP 2/2: RUN python manage.py collectstatic --noinput
--> 7b2
`;

const BUILDKIT = `#1 [internal] load build definition from Dockerfile
#5 [builder 2/3] RUN apt-get update
#5 CACHED

#6 [builder 3/3] RUN pip install -r requirements.txt
#6 0.5 Collecting Django
#6 DONE 3.0s
#7 [final 2/2] RUN python manage.py collectstatic --noinput
#7 DONE 1.0s
`;

test('what comes out of the cache is not carried out', () => {
  expect(carriedOut(BUILDAH)).toContain('RUN python manage.py collectstatic --noinput');
  expect(carriedOut(BUILDAH)).not.toContain('RUN apt-get update');
  expect(carriedOut(BUILDKIT)).toContain('RUN pip install -r requirements.txt');
  expect(carriedOut(BUILDKIT)).not.toContain('RUN apt-get update');
});

test('an installation that is done again is found, and nothing else', () => {
  expect(installed(BUILDAH)).toEqual([
    'RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt',
  ]);
  expect(installed(BUILDKIT)).toEqual(['RUN pip install -r requirements.txt']);
  expect(installed('STEP 1/2: RUN apt-get update\n--> Using cache 4f0\nSTEP 2/2: COPY . .\n')).toEqual([]);
});
