/** An instruction whose parts stand on lines of their own: `RUN a \` and below it `    && b`. */
export const continued = (first: string, rest: readonly string[]): string => [first, ...rest].join(' \\\n    ');

/** Packages of the distribution; without any, no line at all. */
export const aptInstall = (packages: readonly string[]): readonly string[] =>
  packages.length === 0
    ? []
    : [
        continued('RUN apt-get update', [
          `&& apt-get install --yes --no-install-recommends ${packages.join(' ')}`,
          '&& rm -rf /var/lib/apt/lists/*',
        ]),
      ];

/** Several mounts and the command that they are for. */
export const mounted = (mounts: readonly string[], command: string): string =>
  continued(`RUN ${mounts[0] ?? ''}`, [...mounts.slice(1), command]);

export const cacheMount = (target: string): string => `--mount=type=cache,target=${target}`;

/** Files of the home, where the install finds them without a layer of their own. */
export const bindMounts = (folder: string, paths: readonly string[]): readonly string[] =>
  paths.map((path) => `--mount=type=bind,source=${path},target=${folder}/${path}`);

/** The exec form. */
export const execForm = (words: readonly string[]): string =>
  `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
