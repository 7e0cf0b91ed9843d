import type { Severity } from '../../server/src/engine/rules/define.ts';

/**
 * Dockerfiles with the mistakes of five widely read documents about Django and Docker. A line `>> rule:severity …` names what
 * must be found in the instruction that follows, `<< rule …` what must not be; both are taken out before the text is judged.
 */
export interface Document {
  readonly text: string;
  readonly files?: Readonly<Record<string, string>>;
}

export interface Expected {
  readonly rule: string;
  readonly severity: Severity;
  readonly line: number;
}

const PROJECT = { 'manage.py': '', 'requirements.txt': 'Django==5.2.17\ngunicorn==26.2.0\n', 'shop/wsgi.py': '' };

export const DOCUMENTS: Readonly<Record<string, Document>> = {
  'packages of a user site': {
    text: `>> base-image-no-distro:hint
FROM python:3.12-slim AS builder
>> requirements-not-copied:error workdir-missing:hint
RUN pip install --no-cache-dir --user -r requirements.txt
>> base-image-repeated:hint runs-as-root:warning healthcheck-missing:hint python-env-missing:hint
FROM python:3.12-slim
>> user-site-broken:warning
COPY --from=builder /root/.local /root/.local
COPY . /shop
`,
  },
  'nothing starts': {
    text: `>> start-command-missing:hint
FROM python:3.12-slim
WORKDIR /shop
COPY . /shop
`,
    files: PROJECT,
  },
  'the order of layers': {
    text: `FROM python:3.12-slim
COPY requirements.txt .
>> pip-cache-left:warning
<< inline-comment
RUN pip install -r requirements.txt # runs again with other requirements
>> inline-comment:error
COPY . /shop # the part that changes
RUN useradd --create-home shopkeeper
>> user-not-numeric:hint
USER shopkeeper
`,
    files: PROJECT,
  },
  'wheels of uv in two stages': {
    text: `>> base-image-no-distro:hint
FROM python:3.13-slim AS wheels
ENV PYTHONUNBUFFERED=1
ENV PYTHONDONTWRITEBYTECODE=1
ENV UV_VERSION=0.6.4
>> apt-lists-left:hint pip-cache-left:hint tool-unpinned
RUN apt-get update \\
    && apt-get install -y --no-install-recommends \\
    build-essential \\
    libpq-dev \\
    && pip install --upgrade pip \\
    && pip install "uv==$UV_VERSION"
WORKDIR /srv
COPY pyproject.toml uv.lock /srv/
>> dev-deps-installed:warning lock-not-enforced:warning uv-export-project
RUN uv export --format requirements-txt --no-hashes -o /srv/requirements.txt
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /srv/wheels -r /srv/requirements.txt
>> base-image-repeated:hint healthcheck-missing:hint
FROM python:3.13-slim AS app
ENV PYTHONUNBUFFERED=1
ENV PYTHONDONTWRITEBYTECODE=1
>> wheels-left-in-image:warning
COPY --from=wheels /srv/wheels /wheels
COPY --from=wheels /srv/requirements.txt /tmp/requirements.txt
<< wheels-not-used
>> cleanup-in-later-layer:warning
RUN pip install --no-cache-dir --no-index --find-links=/wheels -r /tmp/requirements.txt \\
    && rm -rf /wheels /tmp/requirements.txt
>> build-deps-in-final:warning layer-order:hint
RUN apt-get update \\
    && apt-get install -y --no-install-recommends \\
    libpq-dev \\
    && rm -rf /var/lib/apt/lists/*
RUN useradd -U shopkeeper \\
    && install -d -m 0755 -o shopkeeper -g shopkeeper /srv/static \\
    && install -d -m 0755 -o shopkeeper -g shopkeeper /srv/media
WORKDIR /srv
>> code-writable-by-app:hint
COPY --chown=shopkeeper:shopkeeper . .
>> user-not-numeric:hint
USER shopkeeper:shopkeeper
RUN python manage.py collectstatic --noinput
>> gunicorn-in-container:hint port-mismatch:hint
ENTRYPOINT [ "/srv/start.sh" ]
CMD [ "server" ]
`,
    files: {
      'manage.py': '',
      'pyproject.toml':
        '[build-system]\nrequires = ["setuptools"]\n[project]\nname = "shop"\nversion = "1"\ndependencies = ["django", "gunicorn"]\n[dependency-groups]\ndev = ["pytest"]\n',
      'uv.lock': 'version = 1\n',
      'start.sh':
        '#!/usr/bin/env bash\nset -e\nif [ "$1" = server ]; then\n  exec gunicorn shop.wsgi --bind 0.0.0.0:8000\nelse\n  echo "what?"\nfi\n',
    },
  },
  'one stage with a compiler': {
    text: `>> base-image-no-distro:hint single-stage-build:info healthcheck-missing:hint
FROM python:3.11-slim
ENV PYTHONDONTWRITEBYTECODE=1
ENV PYTHONUNBUFFERED=1
ENV PIP_NO_CACHE_DIR=1
WORKDIR /srv
>> apt-flags:info build-deps-in-final:warning
RUN apt-get update && apt-get install -y \\
    libpq-dev \\
    gcc \\
    && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
<< pip-cache-left
>> tool-unpinned:info
RUN pip install --upgrade pip && \\
    pip install -r requirements.txt
COPY . .
RUN python manage.py collectstatic --noinput
>> adduser-missing:error layer-order:hint
RUN adduser --disabled-password --gecos '' shopkeeper
>> chown-duplicates-layer:warning
RUN chown -R shopkeeper:shopkeeper /srv
>> user-not-numeric:hint
USER shopkeeper
>> port-mismatch:hint gunicorn-in-container:hint
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi:application"]
`,
    files: { ...PROJECT, 'requirements.txt': 'Django==5.2.17\npsycopg2==2.9.10\n' },
  },
  'wheels of pip in two stages': {
    text: `>> buildkit-style:hint base-image-no-distro:hint
FROM python:3.11-slim as builder
WORKDIR /srv
>> apt-lists-left:hint apt-flags
RUN apt-get update && apt-get install -y \\
    libpq-dev gcc
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /srv/wheels -r requirements.txt
>> base-image-repeated:hint python-env-missing:hint healthcheck-missing:hint
FROM python:3.11-slim
WORKDIR /srv
<< build-deps-in-final apt-lists-left
>> apt-flags:info
RUN apt-get update && apt-get install -y libpq5 && \\
    rm -rf /var/lib/apt/lists/*
>> wheels-left-in-image:warning
COPY --from=builder /srv/wheels /wheels
<< pip-cache-left
>> wheels-not-used:warning
RUN pip install --no-cache /wheels/*
COPY . .
>> adduser-missing:error chown-duplicates-layer:warning
RUN adduser --disabled-password shopkeeper && \\
    chown -R shopkeeper:shopkeeper /srv
USER shopkeeper
RUN python manage.py collectstatic --noinput
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi:application"]
`,
    files: PROJECT,
  },
  'the full image and the dev server': {
    text: `>> base-image-full:warning base-image-no-distro:hint runs-as-root:warning
FROM python:3.13
>> workdir-missing
RUN mkdir /srv/shop
WORKDIR /srv/shop
ENV PYTHONDONTWRITEBYTECODE=1
ENV PYTHONUNBUFFERED=1
>> tool-unpinned:info pip-cache-left:warning
RUN pip install --upgrade pip
COPY requirements.txt  /srv/shop/
RUN pip install --no-cache-dir -r requirements.txt
COPY . /srv/shop/
EXPOSE 8000
>> dev-server:error
CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]
`,
    files: PROJECT,
  },
  'packages copied by path': {
    text: `FROM python:3.13-slim AS builder
>> workdir-missing
RUN mkdir /srv/shop
WORKDIR /srv/shop
ENV PYTHONDONTWRITEBYTECODE=1
ENV PYTHONUNBUFFERED=1
>> tool-unpinned:info pip-cache-left:hint
RUN pip install --upgrade pip
COPY requirements.txt /srv/shop/
RUN pip install --no-cache-dir -r requirements.txt
>> healthcheck-missing:hint base-image-repeated:hint
FROM python:3.13-slim
RUN useradd -m -r shopkeeper && \\
   mkdir /srv/shop && \\
   chown -R shopkeeper /srv/shop
>> stage-python-mismatch:hint
COPY --from=builder /usr/local/lib/python3.13/site-packages/ /usr/local/lib/python3.13/site-packages/
COPY --from=builder /usr/local/bin/ /usr/local/bin/
WORKDIR /srv/shop
COPY --chown=shopkeeper:shopkeeper . .
ENV PYTHONDONTWRITEBYTECODE=1
ENV PYTHONUNBUFFERED=1
<< gunicorn-home-not-writable
>> user-not-numeric:hint
USER shopkeeper
EXPOSE 8000
<< server-bound-to-loopback port-mismatch
>> gunicorn-in-container:hint
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--workers", "3", "shop.wsgi:application"]
`,
    files: PROJECT,
  },
  'settings, compose and variables that do not agree': {
    text: `FROM python:3.13-slim-trixie
WORKDIR /srv/shop
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
<< healthcheck-rejected
>> debug-enabled:warning settings-env-bugs:error settings-env-bugs:warning static-not-served:warning
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi:application"]
`,
    files: {
      'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
      'requirements.txt': 'asgiref==3.8.1\nDjango==5.1.3\ngunicorn==23.0.0\npsycopg2-binary==2.9.10\nsqlparse==0.5.2\n',
      'shop/wsgi.py':
        'import os\nfrom django.core.wsgi import get_wsgi_application\n' +
        'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\napplication = get_wsgi_application()\n',
      'shop/urls.py': 'urlpatterns = [path("admin/", admin.site.urls)]\n',
      'shop/settings.py': `import os

SECRET_KEY = os.environ.get("SECRET_KEY")
DEBUG = bool(os.environ.get("DEBUG", default=0))
ALLOWED_HOSTS = os.environ.get("DJANGO_ALLOWED_HOSTS", "127.0.0.1").split(",")
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.staticfiles"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "shop.urls"
STATIC_URL = "static/"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.{}".format(os.getenv("DATABASE_ENGINE", "sqlite3")),
        "NAME": os.getenv("DATABASE_NAME", "shop"),
    }
}
`,
      'compose.yaml': `services:
  db:
    image: postgres:17
    env_file: .env
  shop:
    build: .
    ports: ["8000:8000"]
    environment:
      DJANGO_SECRET_KEY: \${DJANGO_SECRET_KEY}
      DEBUG: \${DEBUG}
    env_file: .env
`,
      '.env': 'DJANGO_SECRET_KEY=your_secret_key\nDEBUG=True\nDATABASE_ENGINE=postgresql_psycopg2\n',
    },
  },
  'accounts on a pinned image': {
    text: `FROM python:3.11.6-slim
WORKDIR /srv
COPY . .
>> adduser-missing:info
RUN adduser --disabled-password shopkeeper
>> chown-duplicates-layer:warning
RUN chown -R shopkeeper:shopkeeper /srv
>> user-not-numeric:hint
USER shopkeeper
`,
    files: PROJECT,
  },
  'a comment behind FROM': {
    text: `>> inline-comment:error
FROM python:3.11.6-slim  # this very version
<< inline-comment
>> pip-cache-left:warning
RUN pip install django==6.0.1  # and this one
`,
  },
  'three RUNs that belong together': {
    text: `FROM python:3.11.6-slim-bookworm
>> consecutive-runs:info apt-update-separate:warning
RUN apt-get update
>> apt-flags:info
RUN apt-get install -y gcc
RUN apt-get clean
`,
  },
  'one RUN that could be better': {
    text: `FROM python:3.11.6-slim-bookworm
>> apt-flags:info build-deps-in-final:warning
RUN apt-get update && \\
    apt-get install -y gcc && \\
    apt-get clean && \\
    rm -rf /var/lib/apt/lists/*
`,
  },
};

/** The text of a document, and what its marks say of the lines behind them. */
export function readDocument(marked: string): { text: string; found: Expected[]; silent: Expected[] } {
  const lines: string[] = [];
  const found: Expected[] = [];
  const silent: Expected[] = [];
  for (const line of marked.split('\n')) {
    const mark = /^(>>|<<) (.*)$/.exec(line);
    if (!mark) {
      lines.push(line);
      continue;
    }
    for (const each of (mark[2] ?? '').split(' ')) {
      const [rule = '', severity] = each.split(':');
      (mark[1] === '>>' ? found : silent).push({ rule, severity: severity as Severity, line: lines.length + 1 });
    }
  }
  return { text: lines.join('\n'), found, silent };
}
