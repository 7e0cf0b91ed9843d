import type { Call } from './call.ts';
import { hasOption, lastOption, optionTable, readArguments } from './options.ts';
import type { ApkTool } from './types.ts';

const APK = optionTable(
  `-t --virtual=, -X --repository=, -p --root=, --arch=, --cache-dir=, --cache-max-age=, --keys-dir=, --progress-fd=
   --repositories-file=, --wait=, --timeout=, -f --force, -i --interactive, -q --quiet, -U --update-cache --update, -v --verbose
   --no-cache, --no-network, --no-progress, --no-check-certificate, --allow-untrusted, --initdb, -u --upgrade, -l --latest
   -s --simulate, --no-scripts, --no-chown, --purge, -r --rdepends, --print-arch, --available -a, --ignore, --prune`,
  { abbreviations: true },
);

export function readApk({ program, args }: Call): ApkTool {
  const { options, positionals } = readArguments(args, APK);
  const [subcommand, ...packages] = positionals;
  return {
    kind: 'apk',
    program,
    options,
    action: subcommand?.literal,
    packages,
    noCache: hasOption(options, '--no-cache'),
    virtual: lastOption(options, '--virtual')?.literal,
  };
}
