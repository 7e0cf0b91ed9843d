import type { Command, Script } from '../shell/types.ts';

/** A build as it is written: paths relative to the folder where it runs. */
export interface WrittenBuild {
  readonly context: string;
  readonly dockerfile: string | undefined;
}

const WITH_VALUE = new Set(
  [
    '--add-host --allow --annotation --attest --build-arg --build-context --builder --cache-from --cache-to --cgroup-parent',
    '--cpu-period --cpu-quota -c --cpu-shares --cpuset-cpus --cpuset-mems --file -f --format --iidfile --ignorefile --label',
    '--memory -m --memory-swap --metadata-file --network --no-cache-filter --output -o --platform --progress --secret',
    '--security-opt --shm-size --ssh --tag -t --target --ulimit',
  ].flatMap((line) => line.split(' ')),
);

const ALONE = new Set(
  '--check --compress --debug -D --disable-content-trust --force-rm --load --no-cache --pull --push --quiet -q --rm --squash'.split(
    ' ',
  ),
);

/** Words up to the options of `docker build`. */
const BUILD = /^(?:build|buildx build|image build|builder build)$/;

/** Builds that a script starts where it stands; none when it changes its folder on the way. */
export function buildsIn({ commands }: Script): WrittenBuild[] {
  if (commands.some(({ name }) => name === 'cd' || name === 'pushd')) return [];
  return commands.flatMap((command) => buildOf(command) ?? []);
}

function buildOf({ name, program }: Command): WrittenBuild | undefined {
  if (name !== 'docker' && name !== 'podman') return undefined;
  const words = program.slice(1).map(({ literal }) => literal);
  const length = [1, 2].find((count) => BUILD.test(words.slice(0, count).join(' ')));
  return length === undefined ? undefined : readOptions(words.slice(length));
}

/** Undefined where an option is not known: the word behind it may be its value or the context. */
function readOptions(words: readonly (string | undefined)[]): WrittenBuild | undefined {
  const paths: string[] = [];
  let dockerfile: string | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    const [, option, value] = /^(--?[\w-]+)(?:=(.*))?$/s.exec(word ?? '') ?? [];
    if (option === undefined) {
      // What a variable holds may be options as well.
      if (word === undefined) return undefined;
      paths.push(word);
      continue;
    }
    const isFile = option === '--file' || option === '-f';
    if (value !== undefined) {
      if (isFile) dockerfile = value;
    } else if (WITH_VALUE.has(option)) {
      at++;
      if (!isFile) continue;
      dockerfile = words[at];
      if (dockerfile === undefined) return undefined;
    } else if (!ALONE.has(option)) return undefined;
  }
  const [context, ...others] = paths;
  return context === undefined || others.length > 0 || context === '-' || dockerfile === '-'
    ? undefined
    : { context, dockerfile };
}
