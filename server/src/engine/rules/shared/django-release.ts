import { DJANGO_SERIES, type DjangoSeries, seriesOf } from '../../data/django.ts';
import { admits, admitsMinor } from '../../project/dependencies/specifier.ts';
import { type ImageDependencies, type ImagePackage, packageIn, versionIn } from './image-dependencies.ts';

/** The Django that an image gets, as far as its installs fix it. */
export interface DjangoRelease {
  readonly found: ImagePackage;
  /** The release, where it is pinned or locked. */
  readonly version: string | undefined;
  /** The series that it may be of, newest first; one, where the release is known. */
  readonly series: readonly [DjangoSeries, ...DjangoSeries[]];
  /** It may also be newer than every series we know. */
  readonly open: boolean;
}

/** Newer than all that there is. */
const YEARS_AHEAD = '99.0';

/** Undefined where no install brings Django, where several disagree, and for versions that nobody can read. */
export function djangoRelease(dependencies: ImageDependencies): DjangoRelease | undefined {
  const found = packageIn(dependencies, 'django');
  if (found?.package.source.kind !== 'index' || differ(dependencies)) return undefined;
  const version = versionIn(dependencies, 'django');
  const { specifier } = found.package;
  const open = version === undefined && admits(specifier, YEARS_AHEAD) !== false;
  const [newest, ...others] =
    version === undefined
      ? DJANGO_SERIES.filter(({ series }) => admitsMinor(specifier, series) === true)
      : [seriesOf(version)].filter((each) => each !== undefined);
  return newest && { found, version, series: [newest, ...others], open };
}

/** Installs ask for different releases: the last one may or may not win. */
const differ = ({ installs }: ImageDependencies): boolean => {
  const asked = installs.flatMap(({ set }) => set.packages.get('django') ?? []);
  return new Set(asked.map(({ version, specifier }) => version ?? specifier.text)).size > 1;
};
