/**
 * Which Python packages hold machine code.
 * Sources: the files of their current releases on PyPI; read on 2026-11-21.
 */

const list = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/** No wheel for Linux: whoever installs it compiles it. */
const COMPILED_BY_HAND = list(`
  psycopg2 psycopg-c mysqlclient uwsgi python-ldap pycairo gdal pygobject
  m2crypto pylibmc`);

/** Wheels with machine code for one C library each. */
const WITH_MACHINE_CODE = list(`
  psycopg2-binary psycopg-binary pillow lxml cryptography cffi numpy pandas scipy orjson uvloop httptools gevent greenlet bcrypt argon2-cffi
  argon2-cffi-bindings brotli rpds-py pydantic-core hiredis msgpack regex shapely pyproj fiona scikit-learn
  matplotlib opencv-python opencv-python-headless grpcio zstandard ujson aiohttp yarl multidict frozenlist rcssmin rjsmin
  pynacl pymupdf xmlsec zope-interface libsass pikepdf tiktoken tokenizers watchfiles psutil pyzmq lz4 granian
  jiter nh3 asyncpg pygraphviz rasterio torch tensorflow onnxruntime`);

/** Of those, the ones with wheels for glibc and none for musl. */
const WITHOUT_MUSL = list(
  'opencv-python opencv-python-headless libsass fiona pygraphviz rasterio scikit-learn torch tensorflow onnxruntime',
);

/** Pure Python, and so is everything they depend on. */
const PURE = list(`
  django asgiref sqlparse tzdata gunicorn packaging uvicorn h11 click whitenoise django-environ django-filter djangorestframework
  django-debug-toolbar django-extensions django-cors-headers django-storages django-allauth python-decouple python-dotenv pymysql
  dj-database-url django-crispy-forms crispy-bootstrap5 markdown pytz six typing-extensions waitress django-redis redis environs
  marshmallow django-model-utils django-htmx pip setuptools wheel`);

export const isCompiledByHand = (name: string): boolean => COMPILED_BY_HAND.has(name);

export const hasMachineCode = (name: string): boolean => COMPILED_BY_HAND.has(name) || WITH_MACHINE_CODE.has(name);

export const isPurePython = (name: string): boolean => PURE.has(name);

/** On Alpine it has to be compiled, on Debian not. */
export const isCompiledOnAlpine = (name: string): boolean => WITHOUT_MUSL.has(name);

/** System packages that nobody installs but to compile something. */
export const compilesSomething = (name: string): boolean =>
  /^(?:build-essential|build-base|gcc(?:-\d+)?|g\+\+|clang|musl-dev|libc6?-dev|cargo|rustc?)$/.test(name) ||
  /^(?:lib|default-lib|postgresql|mariadb|mysql|python3?|jpeg|zlib|openldap)[\w.+-]*-dev$/.test(name);
