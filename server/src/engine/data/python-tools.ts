/**
 * Packages and programs around Python that are no part of an application.
 * Sources: their pages on PyPI, and the entry points and dependencies named there; read on 2026-11-21.
 */

const list = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/** What people install in front of an application's packages: none of them brings Django or a server. */
const TOOLS = list(`
  pip setuptools setuptools-scm wheel uv poetry poetry-core poetry-dynamic-versioning poetry-plugin-export poetry-plugin-bundle pipenv pdm
  virtualenv virtualenv-clone pipx build installer hatch hatchling flit flit-core pip-tools packaging certifi crcmod awscli keyring
  keyrings-google-artifactregistry-auth keyrings-codeartifact artifacts-keyring twine cython ninja meson cmake numpy pre-commit ruff black
  flake8 isort mypy pylint tox nox supervisor`);

/** By its normalised name. */
export const isBuildTool = (name: string): boolean => TOOLS.has(name);

/** Programs that come with a Python package an application depends on. */
const SCRIPTS = list(
  'gunicorn uvicorn daphne granian hypercorn waitress-serve uwsgi celery django-admin django-admin.py flower honcho',
);

export const isPackageScript = (name: string): boolean => SCRIPTS.has(name);

/** System packages that may put Django, a server or a library of Python where the system's Python finds it. */
const SYSTEM_PACKAGE =
  /^(?:python3?|py3)-(?!(?:pip|venv|dev|devel|setuptools|wheel|minimal|distutils|virtualenv|full|lib2to3|apt)$)|^(?:gunicorn|uwsgi|celery|uvicorn|daphne)/;

export const isPythonLibraryPackage = (name: string): boolean => SYSTEM_PACKAGE.test(name);

/** Programs that install no Python package by themselves. */
const HARMLESS = list(`
  : [ [[ addgroup adduser apk apt-key apt-mark apt-config add-apt-repository arch awk base64 basename bunzip2 bzip2 cat chpasswd chsh command
  corepack crontab cut date debconf-set-selections declare deluser delgroup df diff dirname dos2unix dpkg-query dpkg-reconfigure du echo
  envsubst env expr false fc-cache file find getconf getent git gpg gpgconf grep egrep fgrep groupmod gunzip gzip hash head id install
  ldconfig ldd local locale-gen localedef ls lsb_release md5sum mkfifo mktemp node npm npx openssl passwd pipx pnpm printf pwd read readlink
  realpath rmdir savelog sed sha1sum sha256sum sha512sum shift sleep sort ssh-keygen ssh-keyscan stat strip sync tail tar tee test tr true type
  tzselect uname uniq unlink unzip update-ca-certificates update-locale userdel usermod wait wc which whoami xz yarn yes zcat zip zstd
  bun bundle gem sass tailwindcss msgfmt s6-envdir setcap fold bower gulp grunt`);

export const isHarmlessProgram = (name: string): boolean => HARMLESS.has(name);

/** Files that are copied into a folder of programs and have nothing to do with Python's packages. */
const STANDALONE = list(`
  uv uvx node npm npx corepack tini tini-static gosu su-exec dumb-init wait-for-it wait-for dockerize s6-overlay yarn bun deno pnpm ffmpeg
  caddy supercronic poetry pandoc tailwindcss gcsfuse cloud_sql_proxy berglas chamber sops age esbuild hivemind overmind goss`);

export const isStandaloneProgram = (name: string): boolean => STANDALONE.has(name.replace(/\.(?:sh|js)$/, ''));
