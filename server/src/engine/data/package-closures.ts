/**
 * What well-known packages bring with them, as far as rules ask for it.
 * Sources: the lock files of 33 public projects, and the metadata of releases that pip installed or resolved, dependencies followed to
 * the end; for what is in neither, the manifests in the packages' own repositories; read on 2026-12-01. Where releases differ,
 * everything that one of them brings counts.
 */

/** The packages that the table speaks of. */
const ASKED_FOR = new Set(
  `whitenoise channels channels-redis django-redis django-storages boto3
   gunicorn uvicorn uvicorn-worker daphne granian hypercorn waitress uwsgi pyuwsgi celery gevent eventlet tornado
   psycopg psycopg-binary psycopg-c psycopg2 psycopg2-binary mysqlclient pymysql oracledb cx-oracle redis pylibmc pymemcache
   psycopg2cffi python-memcached django-redis-cache`.split(/\s+/),
);

/** What the packages of a line bring of these; extras stand behind a package's name as they do in a requirement. */
const LINES: readonly (readonly [brings: string, packages: string])[] = [
  [
    '',
    `amqp annotated-types anyascii argon2-cffi argon2-cffi-bindings arrow asgiref attrs autobahn automat babel
     bcrypt beautifulsoup4 billiard black bleach boto3 botocore brotli cachetools cbor2 celery certifi cffi
     charset-normalizer click click-didyoumean click-plugins click-repl colorama constantly coverage
     crispy-bootstrap5 cron-descriptor croniter cryptography cssselect2 cx-oracle daphne defusedxml
     diff-match-patch dj-database-url dj-rest-auth django django-admin-interface django-allauth django-anymail
     django-appconf django-axes django-bootstrap5 django-browser-reload django-ckeditor django-cleanup
     django-colorfield django-compressor django-cors-headers django-countries django-crispy-forms django-csp
     django-debug-toolbar django-environ django-extensions django-filter django-formtools django-guardian
     django-htmx django-imagekit django-import-export django-ipware django-jazzmin django-js-asset
     django-model-utils django-modelcluster django-money django-mptt django-ninja django-oauth-toolkit django-otp
     django-permissionedforms django-phonenumber-field django-picklefield django-polymorphic django-prometheus
     django-q2 django-ratelimit django-recaptcha django-reversion django-select2 django-silk django-simple-history
     django-storages django-stubs-ext django-tables2 django-taggit django-tailwind django-tasks
     django-timezone-field django-treebeard django-unfold django-vite django-webpack-loader django-widget-tweaks
     djangorestframework djangorestframework-api-key djangorestframework-simplejwt djoser draftjs-exporter
     drf-nested-routers drf-spectacular drf-spectacular-sidecar drf-yasg easy-thumbnails environs et-xmlfile
     eventlet factory-boy faker filetype flake8 freezegun gevent greenlet gunicorn h11 hiredis html5lib httpcore
     httptools httpx humanize hyperlink hypothesis idna importlib-metadata incremental inflection iniconfig isort
     itsdangerous jinja2 jmespath jsonschema jsonschema-specifications kombu laces lxml markdown markupsafe
     marshmallow mccabe model-bakery modelsearch msgpack mypy mypy-extensions mysqlclient numpy oauthlib openpyxl
     oracledb orjson packaging pandas parameterized pathspec phonenumberslite pillow pillow-heif platformdirs
     pluggy pre-commit prometheus-client prompt-toolkit psutil psycopg psycopg-binary psycopg-c psycopg-pool
     psycopg2 psycopg2-binary pycodestyle pycparser pydantic pydantic-core pydantic-settings pyflakes pygments
     pyjwt pylibmc pymemcache pymysql pyopenssl pyphen pytest pytest-cov pytest-django pytest-xdist python-crontab
     python-dateutil python-decouple python-dotenv python-http-client python-json-logger python-magic
     python-slugify pytz pyyaml qrcode rcssmin redis referencing reportlab requests requests-oauthlib rjsmin
     rpds-py ruff s3transfer sendgrid sentry-sdk service-identity setproctitle setuptools six sniffio
     social-auth-app-django sorl-thumbnail soupsieve sqlparse stripe structlog tablib telepath text-unidecode
     tinycss2 toml tomli tornado tqdm twilio twisted txaio typing-extensions typing-inspection tzdata tzlocal ujson
     uritemplate urllib3 uvicorn uvloop vine wagtail wcwidth weasyprint webencodings werkzeug wheel whitenoise
     willow wrapt zipp zope-interface boto3[crt] celery[msgpack] coverage[toml] dj-rest-auth[with-social]
     django-allauth[mfa] django-allauth[socialaccount] django-phonenumber-field[phonenumbers]
     django-phonenumber-field[phonenumberslite] django-storages[azure] django-storages[google]
     django-tailwind[reload] django[argon2] django[bcrypt] djangorestframework-simplejwt[crypto]
     drf-spectacular[sidecar] gunicorn[gthread] gunicorn[setproctitle] httpx[http2] psycopg[pool] pydantic[email]
     pyjwt[crypto] pymysql[rsa] qrcode[pil] redis[hiredis] requests[socks] sentry-sdk[django] uvicorn[standard]
     whitenoise[brotli]`,
  ],
  [
    'boto3',
    `celery[sqs] django-anymail[amazon-ses] django-ses django-storages[boto3] django-storages[s3] kombu[sqs] moto`,
  ],
  ['boto3 django-storages psycopg2 uwsgi', 'aldryn-django'],
  ['celery', 'django-celery-beat django-celery-results sentry-sdk[celery]'],
  ['celery redis', 'celery-redbeat'],
  ['celery tornado', 'flower'],
  ['channels daphne redis', 'channels-redis'],
  ['daphne', 'channels channels[daphne]'],
  ['django-storages', 'django-drf-filepond'],
  ['eventlet', 'celery[eventlet] gunicorn[eventlet]'],
  ['gevent', 'celery[gevent] gunicorn[gevent] locust'],
  ['gunicorn', 'mlflow'],
  ['gunicorn uvicorn', 'uvicorn-worker'],
  ['psycopg', 'procrastinate'],
  ['psycopg-binary', 'psycopg[binary]'],
  ['psycopg-c', 'psycopg[c]'],
  ['pymysql', 'cloud-sql-python-connector[pymysql]'],
  [
    'redis',
    `arq celery[redis] django-constance[redis] django-defender django-redis django-redis-cache django-rq
     dramatiq[redis] fakeredis huey[redis] kombu[redis] rq walrus`,
  ],
  ['tornado', 'gunicorn[tornado] livereload'],
  ['uvicorn', 'chromadb fastmcp gradio mcp prefect sphinx-autobuild'],
];

const TABLE: ReadonlyMap<string, readonly string[]> = new Map(
  LINES.flatMap(([brings, packages]) => {
    const brought = brings.split(' ').filter((name) => name !== '');
    return packages.split(/\s+/).map((name) => [name, brought] as const);
  }),
);

/** Whether the table tells who brings a package. */
export const isAskedFor = (name: string): boolean => ASKED_FOR.has(name);

/**
 * Whether a package may bring one of those that the table speaks of, itself not counted; undefined for a package that it does not
 * know. Names are normalised.
 */
export function mayBring(name: string, extras: readonly string[], wanted: string): boolean | undefined {
  const parts = [name, ...extras.map((extra) => `${name}[${extra}]`)].map((part) => TABLE.get(part));
  if (parts.some((brought) => brought?.includes(wanted))) return true;
  return parts.includes(undefined) ? undefined : false;
}

/** Names of what an organisation makes for itself, and of collections of packages: they may bring anything. */
const COLLECTION =
  /(?:^|-)(?:base|common|core|deps|dependencies|requirements|platform|server|servers|stack|meta|bundle|deploy|deployment|production|prod|internal|private|all|wsgi|asgi|runtime|runner|worker|workers|heroku|toolbelt|gunicorn|uvicorn|celery|uwsgi)(?:-|$)/;

/** What the names of packages are made of that are built on others. */
const HINTS: readonly (readonly [wanted: RegExp, hint: RegExp])[] = [
  [/^psycopg/, /psycopg|postgres|(?:^|-)pg|pg(?:-|$)|tenant|timescale/],
  [/^(?:mysqlclient|pymysql)$/, /mysql|maria/],
  [/^(?:oracledb|cx-oracle)$/, /oracle/],
  [/redis/, /redis|valkey|(?:^|-)rq|(?:^|-)q(?:-|$)|cache|queue|lock|limit|throttl|celery|channels/],
  [/memcache|pylibmc/, /memcache|libmc|cache/],
  [/^celery$/, /celery|task|beat|queue|flower/],
  [
    /^(?:uvicorn|hypercorn)/,
    /uvicorn|hypercorn|fastapi|starlette|asgi|quart|litestar|mcp|llm|(?:^|-)lang|notebook|serve/,
  ],
  [/^(?:daphne|channels)/, /channels|daphne|asgi|websocket/],
  [/^(?:gevent|eventlet|tornado)$/, /gevent|grequests|eventlet|greenlet|tornado|socketio|async|jupyter|notebook/],
  [/^whitenoise$/, /whitenoise|static|heroku/],
  [/^(?:boto3|django-storages)$/, /boto|aws|(?:^|-)s3|s3(?:-|$)|storage|dynamo|(?:^|-)ses|(?:^|-)sqs/],
];

/** A package outside the table that may well bring another one: a collection, or something that is built on it by its name or that of an extra. */
export const mayBringByName = (name: string, extras: readonly string[], wanted: string): boolean =>
  [name, ...extras].some(
    (each) => COLLECTION.test(each) || HINTS.some(([of, hint]) => of.test(wanted) && hint.test(each)),
  );
