import { serves } from '../../scripts/images/cases/claims.ts';
import type { Document, Step } from '../../scripts/images/documents/types.ts';
import { DOCUMENTS, readDocument } from '../cases/documents.ts';

const COMPILED = 'Django==5.2.17\ngunicorn==26.2.0\npsycopg2==2.9.13\nwhitenoise==6.12.0\n';

/** The text of a document of test/cases, for the stock project and the images that the builder has. */
function textOf(name: string): string {
  const document = DOCUMENTS[name];
  if (!document) throw new Error(`test/cases/documents.ts has no "${name}"`);
  return readDocument(document.text)
    .text.replaceAll('shop.wsgi', 'config.wsgi')
    .replaceAll(/python:3\.1[12](?:\.\d+)?-/g, 'python:3.13-');
}

const SERVER = 'EXPOSE 8000\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';

const take = (...rules: readonly string[]): Step[] => rules.map((rule) => ({ take: rule }));

/** Whole Dockerfiles with the mistakes of widely read documents, by name. */
const documents: Readonly<Record<string, Document>> = {
  'packages of a user site': {
    before: textOf('packages of a user site'),
    steps: [
      ...take('requirements-not-copied', 'workdir-missing', 'base-image-no-distro', 'cache-mount'),
      {
        for: 'COPY --from=builder /root/.local /root/.local\nENV PATH="/root/',
        write:
          'RUN useradd --no-log-init --create-home --uid 10001 app\n' +
          'COPY --from=builder /root/.local /home/app/.local\nENV PATH="/home/app/',
      },
      { for: 'COPY . /shop\n', write: `WORKDIR /shop\nCOPY . .\nUSER 10001\n${SERVER}` },
      ...take('healthcheck-missing'),
      ...take('collectstatic-missing'),
    ],
    claims: [serves()],
  },
  'the order of layers': {
    before: textOf('the order of layers'),
    steps: [
      ...take('workdir-missing', 'base-image-no-distro'),
      { for: 'useradd --create-home', write: 'useradd --no-log-init --create-home --uid 10001' },
      { for: 'USER shopkeeper\n', write: `USER shopkeeper\n${SERVER}` },
      ...take('healthcheck-missing'),
      ...take('collectstatic-missing'),
    ],
    claims: [serves()],
  },
  'wheels of uv in two stages': {
    quick: true,
    project: 'uv',
    files: {
      'start.sh':
        '#!/bin/sh\nset -e\nif [ "$1" = server ]; then\n  exec gunicorn config.wsgi --bind 0.0.0.0:8000\nfi\nexec "$@"\n',
    },
    before: textOf('wheels of uv in two stages').replace('/srv/static', '/srv/staticfiles'),
    steps: take(
      ...['dev-deps-installed', 'lock-not-enforced', 'cache-mount', 'build-deps-in-final', 'base-image-no-distro'],
      ...['port-mismatch', 'healthcheck-missing'],
    ),
    claims: [serves()],
  },
  'one stage with a compiler': {
    quick: true,
    files: { 'requirements.txt': COMPILED },
    before: textOf('one stage with a compiler'),
    steps: [
      ...take('single-stage-build', 'apt-flags', 'base-image-no-distro', 'healthcheck-missing'),
      { for: 'COPY . .\n', write: 'COPY --chown=10001 . .\n' },
      { for: 'RUN chown -R shopkeeper:shopkeeper /srv\n', write: 'RUN chown shopkeeper:shopkeeper /srv\n' },
    ],
    claims: [serves()],
  },
  'wheels of pip in two stages': {
    before: textOf('wheels of pip in two stages'),
    steps: [
      ...take('apt-flags', 'wheels-not-used', 'cache-mount', 'base-image-no-distro', 'healthcheck-missing'),
      { for: 'COPY . .\n', write: 'COPY --chown=10001 . .\n' },
      { for: 'chown -R shopkeeper:shopkeeper /srv', write: 'chown shopkeeper:shopkeeper /srv' },
    ],
    claims: [serves()],
  },
  'the full image and the dev server': {
    before: textOf('the full image and the dev server'),
    steps: take('base-image-full', 'dev-server', 'collectstatic-missing', 'runs-as-root', 'healthcheck-missing'),
    claims: [serves()],
  },
  'packages copied by path': {
    quick: true,
    before: textOf('packages copied by path'),
    steps: [
      ...take('base-image-no-distro', 'cache-mount', 'stage-python-mismatch', 'code-writable-by-app'),
      ...take('gunicorn-in-container', 'healthcheck-missing'),
      ...take('collectstatic-missing'),
    ],
    claims: [serves()],
  },
  'three RUNs that belong together': {
    before: textOf('three RUNs that belong together'),
    steps: [
      ...take('apt-flags', 'base-image-eol'),
      { for: '-y gcc libc6-dev', write: '-y libpq5' },
      {
        for: 'rm -rf /var/lib/apt/lists/*\n',
        write: `rm -rf /var/lib/apt/lists/*\nWORKDIR /shop\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\n${SERVER}`,
      },
      ...take('runs-as-root', 'healthcheck-missing'),
      ...take('collectstatic-missing'),
    ],
    claims: [serves()],
  },
};

export default documents;
