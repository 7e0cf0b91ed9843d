import type { Word } from '../types.ts';
import type { Call } from './call.ts';
import { type OptionTable, optionsNamed, optionTable, readArguments, valuesOf } from './options.ts';
import type { ServerName, ServerTool } from './types.ts';

interface ServerKind {
  readonly server: ServerName;
  readonly table: OptionTable;
  readonly binds: readonly string[];
  /** Options that name the application; without any it is the first word that is no option. */
  readonly app?: readonly string[];
}

const ARGPARSE = { abbreviations: true, shortEquals: true };

/** gunicorn 26. */
const GUNICORN: ServerKind = {
  server: 'gunicorn',
  binds: ['--bind'],
  table: optionTable(
    `-c --config=, -b --bind=, --backlog=, -w --workers=, -k --worker-class=, --threads=, --worker-connections=, --max-requests=
     --max-requests-jitter=, -t --timeout=, --graceful-timeout=, --keep-alive=, --limit-request-line=, --limit-request-fields=
     --limit-request-field_size=, --reload-engine=, --reload-extra-file=, --chdir=, -e --env=, -p --pid=, --worker-tmp-dir=
     -u --user=, -g --group=, -m --umask=, --forwarded-allow-ips=, --access-logfile=, --access-logformat=
     --error-logfile --log-file=, --log-level=, --logger-class=, --log-config=, --log-config-json=, --log-syslog-to=
     --log-syslog-prefix=, --log-syslog-facility=, --statsd-host=, --dogstatsd-tags=, --statsd-prefix=, -n --name=, --pythonpath=
     --paste --paster=, --proxy-protocol?, --proxy-allow-from=, --protocol=, --uwsgi-allow-from=, --keyfile=, --certfile=
     --ssl-version=, --cert-reqs=, --ca-certs=, --ciphers=, --http-protocols=, --http2-cleartext=
     --http2-max-concurrent-streams=, --http2-initial-window-size=, --http2-max-frame-size=, --http2-max-header-list-size=
     --paste-global=, --forwarder-headers=, --header-map=, --asgi-loop=, --asgi-lifespan=, --asgi-disconnect-grace-period=
     --websocket-max-message-size=, --http-parser=, --root-path=, --dirty-app=, --dirty-workers=, --dirty-timeout=
     --dirty-threads=, --dirty-graceful-timeout=, --control-socket=, --control-socket-mode=
     -h --help, -v --version, --reload, --spew, --check-config, --print-config, --preload, --no-sendfile, --reuse-port
     -D --daemon, --initgroups, --disable-redirect-access-to-syslog, --capture-output, --log-syslog
     -R --enable-stdio-inheritance, --enable-backlog-metric, --suppress-ragged-eofs, --do-handshake-on-connect
     --permit-obsolete-folding, --strip-header-spaces, --no-control-socket`,
    ARGPARSE,
  ),
};

/** uvicorn 0.54. */
const UVICORN: ServerKind = {
  server: 'uvicorn',
  binds: ['--host', '--port', '--uds', '--fd'],
  table: optionTable(
    `--host=, --port=, --uds=, --fd=, --reload-dir=, --reload-include=, --reload-exclude=, --reload-delay=, --workers=, --loop=
     --http=, --ws=, --ws-max-size=, --ws-max-queue=, --ws-ping-interval=, --ws-ping-timeout=, --ws-per-message-deflate=
     --lifespan=, --interface=, --env-file=, --log-config=, --log-level=, --forwarded-allow-ips=, --root-path=
     --limit-concurrency=, --backlog=, --limit-max-requests=, --limit-max-requests-jitter=, --timeout-keep-alive=
     --timeout-graceful-shutdown=, --timeout-worker-healthcheck=, --ssl-keyfile=, --ssl-certfile=, --ssl-keyfile-password=
     --ssl-version=, --ssl-cert-reqs=, --ssl-ca-certs=, --ssl-ciphers=, --header=, --app-dir=, --h11-max-incomplete-event-size=`,
  ),
};

const DAPHNE: ServerKind = {
  server: 'daphne',
  binds: ['--bind', '--port', '--unix-socket', '--fd', '--endpoint'],
  table: optionTable(
    `-p --port=, -b --bind=, --websocket_timeout=, --websocket_connect_timeout=, -u --unix-socket=, --fd=, -e --endpoint=
     -v --verbosity=, -t --http-timeout=, --access-log=, --log-fmt=, --ping-interval=, --ping-timeout=
     --websocket-max-message-size=, --websocket-max-frame-size=, --application-close-timeout=, --root-path=
     --proxy-headers-host=, --proxy-headers-port=, -s --server-name=, --proxy-headers, --no-server-name`,
    ARGPARSE,
  ),
};

/** granian 2. */
const GRANIAN: ServerKind = {
  server: 'granian',
  binds: ['--host', '--port', '--uds'],
  table: optionTable(
    `--host=, --port=, --uds=, --uds-permissions=, --interface=, --http=, --workers=, --blocking-threads=
     --blocking-threads-idle-timeout=, --runtime-threads=, --runtime-blocking-threads=, --runtime-mode=, --loop=, --task-impl=
     --backlog=, --backpressure=, --http1-buffer-size=, --http1-header-read-timeout=, --http2-initial-connection-window-size=
     --http2-initial-stream-window-size=, --http2-keep-alive-interval=, --http2-keep-alive-timeout=
     --http2-max-concurrent-streams=, --http2-max-frame-size=, --http2-max-headers-size=, --http2-max-send-buffer-size=
     --log-level=, --log-config=, --access-log-fmt=, --ssl-certificate=, --ssl-keyfile=, --ssl-keyfile-password=
     --ssl-protocol-min=, --ssl-ca=, --ssl-crl=, --url-path-prefix=, --respawn-interval=, --rss-sample-interval=, --rss-samples=
     --workers-lifetime=, --workers-max-rss=, --workers-kill-timeout=, --working-dir=, --env-files=, --static-path-route=
     --static-path-mount=, --static-path-dir-to-file=, --static-path-expires=, --metrics-scrape-interval=, --metrics-address=
     --metrics-port=, --reload-paths=, --reload-ignore-dirs=, --reload-ignore-patterns=, --reload-ignore-paths=, --reload-tick=
     --process-name=, --pid-file=`,
  ),
};

const HYPERCORN: ServerKind = {
  server: 'hypercorn',
  binds: ['--bind', '--insecure-bind', '--quic-bind'],
  table: optionTable(
    `--access-log=, --access-logfile=, --access-logformat=, --backlog=, -b --bind=, --ca-certs=, --certfile=, --cert-reqs=
     --ciphers=, -c --config=, -D --daemon, --debug, --error-log=, --error-logfile --log-file=, --graceful-timeout=
     --read-timeout=, --max-requests=, --max-requests-jitter=, -g --group=, -k --worker-class=, --keep-alive=, --keyfile=
     --keyfile-password=, --insecure-bind=, --log-config=, --log-level=, -p --pid=, --quic-bind=, --reload, --root-path=
     --server-name=, --statsd-host=, --statsd-prefix=, -m --umask=, -u --user=, --verify-mode=, --websocket-ping-interval=
     -w --workers=`,
    ARGPARSE,
  ),
};

const WAITRESS: ServerKind = {
  server: 'waitress',
  binds: ['--host', '--port', '--listen', '--unix-socket'],
  table: optionTable(
    `--app=, --host=, --port=, --listen=, --unix-socket=, --unix-socket-perms=, --url-scheme=, --url-prefix=, --ident=, --threads=
     --backlog=, --recv-bytes=, --send-bytes=, --outbuf-overflow=, --outbuf-high-watermark=, --inbuf-overflow=
     --connection-limit=, --cleanup-interval=, --channel-timeout=, --max-request-header-size=, --max-request-body-size=
     --asyncore-loop-timeout=, --channel-request-lookahead=, --trusted-proxy=, --trusted-proxy-count=
     --trusted-proxy-headers=, --call, --help`,
    { abbreviations: true },
  ),
};

/** uWSGI has hundreds of options; these are the ones that start commands use. */
const UWSGI: ServerKind = {
  server: 'uwsgi',
  binds: [
    '--http',
    '--http-socket',
    '--https',
    '--https-socket',
    '--socket',
    '--uwsgi-socket',
    '--fastcgi-socket',
    '--http-to',
  ],
  app: ['--module', '--wsgi-file'],
  table: optionTable(
    `--http=, --http-socket=, --https=, --https-socket=, -s --socket=, --uwsgi-socket=, --fastcgi-socket=, --http-to=
     -w --module --wsgi=, --wsgi-file --file=, --callable=, --ini=, --yaml --yml -y=, --json -j=, --xml -x=, --chdir=, --chdir2=
     -H --home --virtualenv --venv --pyhome=, --pythonpath --python-path --pp=, --env=, --uid=, --gid=, --umask=, --plugin --plugins=
     -p --processes --workers=, --threads=, --http-processes=, --http-timeout=, --http-keepalive?, --http-buffer-size=
     -t --harakiri=, --max-requests=, --max-worker-lifetime=, --reload-on-rss=, --worker-reload-mercy=, --buffer-size -b=
     --listen -l=, --post-buffering=, --static-map=, --static-expires=, --static-expires-uri=, --route=, --route-host=, --mount=
     --offload-threads=, --logto=, --logto2=, --log-format=, --logformat=, --logger=, --req-logger=, --log-encoder=, --pidfile=, --pidfile2=
     --stats=, --stats-server=, --emperor=, --touch-reload=, --py-autoreload=, --python-autoreload=, --attach-daemon=, --mule?, --cheaper=
     --cheaper-initial=, --cheaper-step=, --cheaper-algo=, --cheaper-overload=, --chmod-socket?, --chown-socket=, --procname=
     --procname-prefix=, --procname-master=, --hook-master-start=, --ignore=, --set=, --gevent=, --async=, --auto-procname
     --daemonize -d=, --need-app, -M --master, --enable-threads -T, --vacuum, --die-on-term, --lazy-apps --lazy, -i --single-interpreter
     --thunder-lock, --strict, --no-orphans, --disable-logging -L, --log-x-forwarded-for, --log-5xx, --log-4xx, --log-master
     --disable-write-exception, --ignore-sigpipe, --ignore-write-errors, --http-auto-chunked, --harakiri-verbose, --memory-report
     --show-config, --catch-exceptions, --http-websockets, --ugreen, --wsgi-disable-file-wrapper, --manage-script-name`,
    { abbreviations: true },
  ),
};

const KINDS: Readonly<Record<string, ServerKind>> = {
  gunicorn: GUNICORN,
  uvicorn: UVICORN,
  daphne: DAPHNE,
  granian: GRANIAN,
  hypercorn: HYPERCORN,
  'waitress-serve': WAITRESS,
  waitress: WAITRESS,
  uwsgi: UWSGI,
};

export function readServer({ program, name, args }: Call): ServerTool | undefined {
  const kind = KINDS[name];
  if (!kind) return undefined;
  const { options, positionals } = readArguments(args, kind.table);
  const named: Word | undefined = valuesOf(options, ...(kind.app ?? ['--app'])).at(-1);
  return {
    kind: 'server',
    server: kind.server,
    program,
    options,
    app: kind.app ? named : (named ?? positionals[0]),
    binds: optionsNamed(options, ...kind.binds),
  };
}
