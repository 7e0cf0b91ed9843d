import { buildPackage, runtimePackages } from '../../../data/native-packages.ts';
import type { RunInstruction } from '../../../model/types.ts';
import type { Word } from '../../../shell/types.ts';

/** What each package word becomes in the stage that builds and in the one that runs; an empty text takes it out. */
export interface PackageShares {
  readonly builder: ReadonlyMap<Word, string>;
  readonly final: ReadonlyMap<Word, string>;
  /** Packages are left for a stage. */
  readonly inBuilder: boolean;
  readonly inFinal: boolean;
}

/** Libraries and programs that pip, uv and Poetry do without. */
const RUN_TIME_ONLY =
  /^(?:lib(?!.*-dev$).*|fonts-.*|gettext(?:-base)?|curl|wget|netcat.*|postgresql-client.*|default-mysql-client|mariadb-client|redis-tools|nginx.*|supervisor|tini|dumb-init|gosu|procps|locales|tzdata|vim.*|nano|less|media-types|mime-support|shared-mime-info|gdal-bin|proj-bin|binutils|poppler-utils|ghostscript|imagemagick|ffmpeg|wkhtmltopdf|xmlsec1|tesseract-ocr.*|graphviz|iputils-ping|telnet|htop|jq|rsync|zip|unzip|sqlite3)$/;

/** Programs that start others with a PATH of their own, and Pythons of the distribution. */
const UNFIT = /^(?:cron|anacron|apache2|libapache2-mod-wsgi.*|systemd.*|openssh-server|sudo|python(?!3-dev$).*)$/;

/** Undefined where a name cannot be read, or where a package needs more thought. */
export function sharePackages(run: RunInstruction): PackageShares | undefined {
  const { release } = run.stage.base;
  const builder = new Map<Word, string>();
  const final = new Map<Word, string>();
  const words = run.script.commands.flatMap(({ tool }) =>
    tool?.kind === 'apt' && tool.action === 'install' ? tool.packages : [],
  );
  const there = new Set(words.map(({ text }) => text));
  for (const word of words) {
    const name = word.text;
    if (word.literal !== name || !/^[a-z0-9][a-z0-9.+-]*$/.test(name) || UNFIT.test(name)) return undefined;
    const isBuild = buildPackage('apt', name) !== undefined;
    const libraries =
      name === 'python3-dev' ? [] : runtimePackages('apt', release.known ? release.value : undefined, name);
    if (isBuild && libraries) {
      const missing = libraries.filter((library) => !there.has(library));
      for (const library of missing) there.add(library);
      final.set(word, missing.join(' '));
    } else if (!isBuild && RUN_TIME_ONLY.test(name)) builder.set(word, '');
  }
  const isLeft = (changes: ReadonlyMap<Word, string>): boolean => words.some((word) => changes.get(word) !== '');
  return { builder, final, inBuilder: isLeft(builder), inFinal: isLeft(final) };
}
