/**
 * What further packages of Python need of Debian's when an image is made for them. Nothing is concluded from it about other images: what
 * else brings these was not looked up.
 * Sources: the package indexes of Debian 12 and 13; the install pages of the packages; read on 2026-12-01.
 */
type Suite = 'bookworm' | 'trixie';

interface MoreNeeds {
  readonly build: readonly string[];
  /** The same in each suite, or one for each. */
  readonly run: readonly (string | Readonly<Record<Suite, string>>)[];
}

const NEEDS: ReadonlyMap<string, MoreNeeds> = new Map([
  ['pycairo', { build: ['build-essential', 'libcairo2-dev', 'pkg-config'], run: ['libcairo2'] }],
  ['cairocffi', { build: [], run: ['libcairo2'] }],
  [
    'pylibmc',
    {
      build: ['build-essential', 'libmemcached-dev', 'zlib1g-dev'],
      run: [{ bookworm: 'libmemcached11', trixie: 'libmemcached11t64' }],
    },
  ],
  ['gdal', { build: ['build-essential', 'libgdal-dev'], run: [{ bookworm: 'libgdal32', trixie: 'libgdal36' }] }],
  ['weasyprint', { build: [], run: ['libharfbuzz-subset0'] }],
  ['opencv-python', { build: [], run: ['libgl1', { bookworm: 'libglib2.0-0', trixie: 'libglib2.0-0t64' }] }],
  ['pygraphviz', { build: ['build-essential', 'libgraphviz-dev', 'pkg-config'], run: ['graphviz'] }],
  ['graphviz', { build: [], run: ['graphviz'] }],
  ['pdf2image', { build: [], run: ['poppler-utils'] }],
  ['pytesseract', { build: [], run: ['tesseract-ocr'] }],
]);

const of = (release: string) => (name: MoreNeeds['run'][number]) =>
  typeof name === 'string' ? name : name[release === 'bookworm' ? 'bookworm' : 'trixie'];

/** Packages to install for one of Python's; none where nothing is known to be needed. */
export function moreNeeds(name: string, release: string): { build: readonly string[]; run: readonly string[] } {
  const found = NEEDS.get(name);
  return { build: found?.build ?? [], run: found?.run.map(of(release)) ?? [] };
}
