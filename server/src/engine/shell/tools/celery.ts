import type { Call } from './call.ts';
import { lastOption, optionTable, readArguments } from './options.ts';
import type { CeleryTool } from './types.ts';

/** Of celery itself, its workers and its beat (celery 5). */
const CELERY = optionTable(
  `-A --app=, -b --broker=, --result-backend=, --loader=, --config=, --workdir=, -n --hostname=, --statedb=, -l --loglevel=
   -O --optimization=, --prefetch-multiplier=, -c --concurrency=, -P --pool=, --time-limit=, --soft-time-limit=
   --max-tasks-per-child=, --pool-start-method=, --max-memory-per-child=, -Q --queues=, -X --exclude-queues=, -I --include=
   --heartbeat-interval=, --autoscale=, -s --schedule --schedule-filename=, -S --scheduler=, -f --logfile=, --pidfile=, --uid=, --gid=
   --umask=, --executable=, --max-interval=, -d --destination=, -t --timeout=, --address=, --port=, --basic-auth --basic_auth=
   --url-prefix --url_prefix=, -C --no-color, -q --quiet, --version, --skip-checks, -D --detach, -E --task-events --events, -B --beat
   --purge --discard, --without-gossip, --without-mingle, --without-heartbeat, --disable-prefetch`,
);

export function readCelery({ program, args }: Call): CeleryTool {
  const { options, positionals } = readArguments(args, CELERY);
  return {
    kind: 'celery',
    program,
    options,
    action: positionals[0]?.literal,
    app: lastOption(options, '--app')?.literal,
  };
}
