/**
 * What well-known packages bring with them, as far as rules ask for it.
 * Sources: the metadata of 136 packages' newest releases, resolved on 2026-11-30; the others, and what may be brought, are general
 * knowledge and still to be looked up. Where releases differ, everything that one of them brings counts.
 */

/** The packages that the table speaks of. */
const ASKED_FOR = new Set(
  `django whitenoise channels channels-redis django-redis django-storages boto3
   gunicorn uvicorn uvicorn-worker daphne granian hypercorn waitress uwsgi pyuwsgi celery gevent eventlet tornado
   psycopg psycopg-binary psycopg-c psycopg2 psycopg2-binary mysqlclient pymysql oracledb cx-oracle redis pylibmc pymemcache
   psycopg2cffi python-memcached django-redis-cache`.split(/\s+/),
);

/** What the packages of a line bring of these; extras stand behind a package's name as they do in a requirement. */
const LINES: readonly (readonly [brings: string, packages: string])[] = [
  [
    '',
    `amqp annotated-types anyascii argon2-cffi argon2-cffi-bindings arrow asgiref attrs autobahn automat babel bcrypt beautifulsoup4
     billiard black bleach boto3 botocore brotli cachetools cbor2 celery certifi cffi charset-normalizer click click-didyoumean
     click-plugins click-repl colorama constantly coverage cron-descriptor croniter cryptography cssselect2 cx-oracle daphne defusedxml
     diff-match-patch django django-environ draftjs-exporter environs et-xmlfile faker factory-boy filetype flake8 freezegun gevent
     eventlet greenlet gunicorn h11 hiredis html5lib httpcore httptools httpx humanize hyperlink hypothesis idna importlib-metadata
     importlib-resources incremental inflection iniconfig isort itsdangerous jinja2 jmespath jsonschema jsonschema-specifications kombu
     lxml markdown markupsafe marshmallow mccabe model-bakery msgpack mypy mypy-extensions mysqlclient numpy oauthlib openpyxl oracledb
     orjson packaging pandas parameterized pathspec phonenumbers phonenumberslite pillow pillow-heif platformdirs pluggy pre-commit
     prometheus-client prompt-toolkit psutil psycopg psycopg-binary psycopg-c psycopg-pool psycopg2 psycopg2-binary pycodestyle pycparser
     pydantic pydantic-core pydantic-settings pyflakes pygments pyjwt pylibmc pymemcache pymysql pyopenssl pyphen pytest pytest-cov
     pytest-django pytest-xdist python-crontab python-dateutil python-decouple python-dotenv python-http-client python-json-logger
     python-magic python-slugify pytz pyyaml qrcode rcssmin redis referencing reportlab requests requests-oauthlib rjsmin rpds-py ruff
     s3transfer sendgrid sentry-sdk service-identity setproctitle setuptools sniffio six soupsieve sqlparse stripe structlog
     swagger-spec-validator swapper tablib telepath text-unidecode tinycss2 toml tomli tornado tqdm tweepy twilio twisted txaio
     typing-extensions typing-inspection tzdata tzlocal ujson uritemplate urllib3 uvicorn uvloop vine wcwidth weasyprint webencodings
     werkzeug wheel whitenoise willow wrapt xlsxwriter zipp zope-interface
     pyjwt[crypto] psycopg[pool] redis[hiredis] requests[socks] sentry-sdk[django] uvicorn[standard]
     whitenoise[brotli] pydantic[email] django[argon2] django[bcrypt] coverage[toml] qrcode[pil] httpx[http2] gunicorn[setproctitle]
     gunicorn[gthread] pymysql[rsa] boto3[crt] celery[msgpack]`,
  ],
  [
    'django',
    `crispy-bootstrap3 crispy-bootstrap4 crispy-bootstrap5 crispy-tailwind dj-database-url dj-rest-auth django-admin-interface
     django-allauth django-anymail django-appconf django-autocomplete-light django-axes django-bootstrap4 django-bootstrap5
     django-bootstrap-v5 django-braces django-browser-reload django-ckeditor django-ckeditor-5 django-classy-tags django-cleanup
     django-colorfield django-compressor django-cors-headers django-countries django-crispy-forms django-csp django-debug-toolbar
     django-extensions django-filter django-formtools django-guardian django-htmx django-imagekit django-import-export
     django-ipware django-jazzmin django-js-asset django-markdownx django-modelcluster django-model-utils django-money django-mptt
     django-ninja django-nested-admin django-oauth-toolkit django-otp django-permissionedforms django-phonenumber-field
     django-picklefield django-polymorphic django-prometheus django-q2 django-ratelimit django-recaptcha django-reversion
     django-select2 django-silk django-simple-captcha django-simple-history django-solo django-storages
     django-stubs-ext django-tables2 django-taggit django-tailwind django-tasks django-timezone-field django-tinymce
     django-treebeard django-two-factor-auth django-unfold django-vite django-webpack-loader django-widget-tweaks
     djangorestframework djangorestframework-simplejwt djangorestframework-api-key djoser drf-nested-routers drf-spectacular
     drf-spectacular-sidecar drf-yasg easy-thumbnails laces modelsearch social-auth-app-django sorl-thumbnail wagtail
     django-allauth[socialaccount] django-allauth[mfa] django-storages[google] django-storages[azure] djangorestframework-simplejwt[crypto] drf-spectacular[sidecar] dj-rest-auth[with-social]
     django-phonenumber-field[phonenumbers] django-phonenumber-field[phonenumberslite] django-anymail[mailgun] django-anymail[sendgrid]
     django-two-factor-auth[phonenumbers] django-tailwind[reload]`,
  ],
  ['psycopg-binary', 'psycopg[binary]'],
  ['psycopg-c', 'psycopg[c]'],
  ['boto3', 'celery[sqs] kombu[sqs]'],
  ['boto3 django', 'django-ses django-storages[boto3] django-storages[s3] django-anymail[amazon-ses]'],
  ['django daphne', 'channels channels[daphne]'],
  ['channels django redis daphne', 'channels-redis'],
  ['celery django', 'django-celery django-celery-beat django-celery-results django-celery-email'],
  ['celery', 'sentry-sdk[celery]'],
  ['celery tornado', 'flower'],
  ['tornado', 'gunicorn[tornado] livereload notebook'],
  ['celery redis', 'celery-redbeat celery-once celery-singleton'],
  ['redis', 'rq rq-scheduler arq walrus celery[redis] kombu[redis] dramatiq[redis] huey[redis] fakeredis redis-om'],
  [
    'django redis',
    'django-redis django-redis-cache django-redis-sessions django-rq django-cacheops django-defender django-q django-constance[redis] django-q2[redis]',
  ],
  ['gevent', 'gunicorn[gevent] celery[gevent] locust grequests gevent-websocket'],
  ['eventlet', 'gunicorn[eventlet] celery[eventlet]'],
  ['gunicorn uvicorn', 'uvicorn-worker'],
  ['uvicorn', 'fastapi[standard] fastapi[all] fastapi-cli mcp fastmcp gradio chromadb prefect'],
  ['uvicorn gunicorn', 'mlflow apache-airflow apache-superset litellm[proxy]'],
  ['hypercorn', 'quart'],
  ['pylibmc', 'django-pylibmc'],
  ['pymemcache', 'django-pymemcache'],
  [
    'psycopg2 psycopg2-binary psycopg',
    'django-tenants django-tenant-schemas django-postgres-extra aiopg pgcli procrastinate records',
  ],
  ['psycopg2 whitenoise django gunicorn', 'django-heroku django-on-heroku django-toolbelt heroku-django'],
  ['psycopg2 whitenoise django uwsgi redis', 'aldryn-django aldryn-addons'],
  ['mysqlclient pymysql', 'django-mysql django-cloud-sql cloud-sql-python-connector[pymysql]'],
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
  [/redis/, /redis|valkey|(?:^|-)rq|cache|queue|lock|limit|throttl|celery|channels/],
  [/memcache|pylibmc/, /memcache|libmc|cache/],
  [/^celery$/, /celery|task|beat|queue|flower/],
  [
    /^(?:uvicorn|hypercorn)/,
    /uvicorn|hypercorn|fastapi|starlette|asgi|quart|litestar|mcp|llm|(?:^|-)lang|notebook|serve/,
  ],
  [/^(?:daphne|channels)/, /channels|daphne|asgi|websocket/],
  [/^(?:gevent|eventlet|tornado)$/, /gevent|eventlet|greenlet|tornado|socketio|async|jupyter|notebook/],
  [/^whitenoise$/, /whitenoise|static|heroku/],
  [/^(?:boto3|django-storages)$/, /boto|aws|(?:^|-)s3|s3(?:-|$)|storage|dynamo|(?:^|-)ses|(?:^|-)sqs/],
];

/** A package outside the table that may well bring another one: a collection, or something that is built on it by its name. */
export const mayBringByName = (name: string, wanted: string): boolean =>
  COLLECTION.test(name) || HINTS.some(([of, hint]) => of.test(wanted) && hint.test(name));
