import rule from '../../../server/src/engine/rules/security/secret-in-env-or-arg.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const COLLECT = 'RUN python manage.py collectstatic --noinput\n';
/** What startproject makes, and nobody uses. */
const KEY = 'k9!v2#xw8z-q1r7@m4t0_b6n3&h5j(2)';
const TOKEN = `ghp_${'a1B2c3'.repeat(6)}`;

const inEnv = (name: string): string => `ENV ${name} holds a secret: docker inspect shows it to whoever has the image`;
const guessable = (name: string): string =>
  `ENV ${name} is a value that anybody can guess: the app uses it wherever nobody overrides it`;
const passed = (name: string): string =>
  `ENV ${name} keeps what the build is given: docker inspect shows it to whoever has the image`;

/** Names and values that are no secrets. */
const HARMLESS = [
  'AUTH_USER_MODEL=accounts.User',
  'PASSWORD_RESET_TIMEOUT=3600',
  'CACHE_KEY_PREFIX=shop',
  'SECRET_KEY_FILE=/run/secrets/key',
  'SECRET_KEY=/run/secrets/key',
  'SSH_PRIVATE_KEY_PATH=/root/.ssh/id_ed25519',
  'ACCOUNT_USERNAME_REQUIRED=False',
  'DB_PASSWORD_NAME=shop',
  'TOKENIZERS_PARALLELISM=false',
  'NGINX_GPG_KEY=573BFD6B3D8FBC641079A6ABABF5BD827BD9BF62',
  'GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305',
  'APT_KEY_DONT_WARN_ON_DANGEROUS_USAGE=1',
  'POSTGRES_PASSWORD=',
  'POSTGRES_PASSWORD=""',
  'ALLOW_EMPTY_PASSWORD=yes',
  'MYSQL_RANDOM_ROOT_PASSWORD=1',
  'USE_TOKEN=true',
  'API_TOKEN=3600',
  'DEFAULT_AUTH_TOKEN=rest_framework.authtoken.models.Token',
  'VITE_API_KEY=AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q',
  'STRIPE_PUBLISHABLE_KEY=pk_live_a1b2c3d4e5f6g7h8i9j0k1l2',
  'SENTRY_DSN=https://0123456789abcdef0123456789abcdef@o12.ingest.sentry.io/34',
  'DATABASE_URL=sqlite:////app/db.sqlite3',
  'DATABASE_URL=postgres://db:5432/shop',
  'DATABASE_URL=postgres://shop@db/shop',
  'REDIS_URL=redis://redis:6379/0',
  'CELERY_BROKER_URL=amqp://rabbitmq//',
  'PIP_INDEX_URL=https://pypi.org/simple',
  'PYTHON_SHA256=0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9',
  'SECRET_KEY=$SECRET_KEY',
  'SECRET_KEY=<your-key>',
  'SECRET_KEY="$(head -c100 /dev/urandom | base64)"',
  'AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE',
];

const DUMMIES = [
  'dummy',
  'dummy-key',
  'dummyvalue',
  'dummy_value',
  'dummyKeyWithMinimumLength---',
  'build',
  'build-key',
  'build-time-dummy',
  'only-used-for-collectstatic',
  'collectstatic-build-only',
  'placeholder',
  'temporary',
  'tmp',
  'foo',
  'takahe',
  'twlight',
  '-',
  'unused',
  'unneeded',
  'changeme',
  'django-insecure-k9!v2#xw8zq1r7@m4t0_b6n3',
];

testRule(rule, {
  valid: {
    ...Object.fromEntries(HARMLESS.map((pair) => [`ENV ${pair}`, `${FROM}ENV ${pair}\n${CMD}`])),
    ...Object.fromEntries(HARMLESS.map((pair) => [`ARG ${pair}`, `${FROM}ARG ${pair}\n${COLLECT}${CMD}`])),
    ...Object.fromEntries(DUMMIES.map((value) => [`ARG ${value}`, `${FROM}ARG SECRET_KEY=${value}\n${COLLECT}${CMD}`])),
    'a dummy for one command': `${FROM}RUN SECRET_KEY=${KEY} DATABASE_URL=postgres://u:hK3-vv91@db/x python manage.py collectstatic\n`,
    'a dummy that a command exports': `${FROM}RUN export SECRET_KEY=dummy && python manage.py collectstatic\n${CMD}`,
    'a dummy of a builder': `${FROM.trim()} AS build\nENV SECRET_KEY=dummy POSTGRES_PASSWORD=postgres\n${COLLECT}\n${FROM}COPY --from=build /app /app\n${CMD}`,
    'a dummy that is taken back': `${FROM}ENV SECRET_KEY=dummy\n${COLLECT}ENV SECRET_KEY=\n${CMD}`,
    'a dummy of a development stage': `${FROM.trim()} AS dev\nENV SECRET_KEY=dummy\nENV POSTGRES_PASSWORD=postgres\n`,
    'an argument in front of all stages': `ARG SECRET_KEY\n${FROM}${CMD}`,
    'an argument whose default stands above': `ARG SECRET_KEY=dummy\n${FROM}ARG SECRET_KEY\n${COLLECT}${CMD}`,
    'an empty default': `${FROM}ARG API_TOKEN=""\n${COLLECT}${CMD}`,
    'an argument without a secret': `${FROM}ARG VERSION\nENV VERSION=$VERSION\n${CMD}`,
    'a secret mount': `${FROM}RUN --mount=type=secret,id=key,env=SECRET_KEY python manage.py collectstatic\n${CMD}`,
    'an index with a password is another matter': `${FROM}ENV PIP_INDEX_URL=https://u:hK3-vv91@pypi.example-corp.net/simple\n${CMD}`,
    'an argument in an address is another matter': `${FROM}ARG GH_TOKEN\nRUN pip install git+https://$GH_TOKEN@github.com/a/b\n${CMD}`,
    'an ignore comment of BuildKit': `# check=skip=SecretsUsedInArgOrEnv\n${FROM}ENV SECRET_KEY=dummy\n${CMD}`,
  },
  invalid: {
    'a default that whatever is built on the image inherits': {
      code: `${FROM}ENV «DJANGO_SECRET_KEY=DEFAULT_BAD_KEY»\n`,
      path: 'images/base/Dockerfile',
      severity: 'warning',
      message: guessable('DJANGO_SECRET_KEY'),
    },
    'a key': {
      code: `${FROM}ENV «SECRET_KEY=${KEY}»\nWORKDIR /app\n${CMD}`,
      message: inEnv('SECRET_KEY'),
      fixed: `${FROM}WORKDIR /app\n${CMD}`,
      title: 'Remove ENV SECRET_KEY',
    },
    'a key among others': {
      code: `${FROM}ENV PYTHONUNBUFFERED=1 \\\n    «DJANGO_SECRET_KEY=${KEY}» \\\n    LANG=C.UTF-8\n${CMD}`,
      message: inEnv('DJANGO_SECRET_KEY'),
      fixed: `${FROM}ENV PYTHONUNBUFFERED=1 \\\n    LANG=C.UTF-8\n${CMD}`,
    },
    'the first of several': {
      code: `${FROM}ENV «SECRET_KEY='${KEY}'» \\\n    LANG=C.UTF-8\n${CMD}`,
      fixed: `${FROM}ENV LANG=C.UTF-8\n${CMD}`,
    },
    'the old form of ENV': { code: `${FROM}ENV «SECRET_KEY ${KEY}»\n${CMD}`, message: inEnv('SECRET_KEY') },
    'a token by its shape': { code: `${FROM}ENV «GIT_AUTH=${TOKEN}»\n${CMD}`, message: inEnv('GIT_AUTH') },
    'a password': { code: `${FROM}ENV «EMAIL_HOST_PASSWORD=hK3-vv91»\n${CMD}`, message: inEnv('EMAIL_HOST_PASSWORD') },
    'an address of a service': {
      code: `${FROM}ENV «DATABASE_URL=postgres://shop:hK3-vv91@db.shop.net/shop»\n${CMD}`,
      message: inEnv('DATABASE_URL'),
    },
    'an old DSN': {
      code: `${FROM}ENV «SENTRY_DSN=https://0123456789abcdef:fedcba9876543210@sentry.io/34»\n${CMD}`,
      message: inEnv('SENTRY_DSN'),
    },
    'a long name': { code: `${FROM}ENV «${'VERY_LONG_'.repeat(9)}SECRET_KEY=${KEY}»\n${CMD}` },
    'in a builder': {
      code: `${FROM.trim()} AS build\nENV «SECRET_KEY=${KEY}»\n${COLLECT}\n${FROM}COPY --from=build /app /app\n${CMD}`,
      message: 'ENV SECRET_KEY holds a secret: it stays in this file and in the build cache',
    },
    'in the stage that an image is built on': {
      code: `${FROM.trim()} AS base\nENV «SECRET_KEY=${KEY}»\n\nFROM base\n${CMD}`,
      message: inEnv('SECRET_KEY'),
    },
    'a default of an argument': {
      code: `${FROM}ARG «AWS_SECRET_ACCESS_KEY=wJalrXUtn3FEMI7MDENGbPx4RfiCYzKq9»\n${COLLECT}${CMD}`,
      message: 'The default of ARG AWS_SECRET_ACCESS_KEY is a secret: it stays in this file and in the image’s history',
      fixed: null,
    },
    'a default in front of all stages': { code: `ARG «GH_TOKEN=${TOKEN}»\n${FROM}${CMD}` },
    'a default that an ENV takes over': { code: `${FROM}ARG «SECRET_KEY=${KEY}»\nENV SECRET_KEY=$SECRET_KEY\n${CMD}` },
    'a key that says it is none': {
      code: `${FROM}ENV «SECRET_KEY=changeme»\n${CMD}`,
      severity: 'warning',
      message: guessable('SECRET_KEY'),
      fixed: `${FROM}${CMD}`,
    },
    'a short key': {
      code: `${FROM}ENV «DJANGO_SECRET_KEY=takahe»\n${CMD}`,
      severity: 'warning',
      message: guessable('DJANGO_SECRET_KEY'),
    },
    'a password that everybody has': {
      code: `${FROM}ENV DJANGO_SUPERUSER_USERNAME=admin «DJANGO_SUPERUSER_PASSWORD=admin»\n${CMD}`,
      severity: 'warning',
      message: guessable('DJANGO_SUPERUSER_PASSWORD'),
    },
    'an address with such a password': {
      code: `${FROM}ENV «DATABASE_URL=postgres://postgres:postgres@db/postgres»\n${CMD}`,
      severity: 'warning',
    },
    'a placeholder': {
      code: `${FROM}ENV «EMAIL_HOST_PASSWORD=changeme»\n${CMD}`,
      severity: 'info',
      message: 'ENV EMAIL_HOST_PASSWORD is a placeholder: the app uses it wherever nobody overrides it',
    },
    'a dummy that comes through an argument': {
      code: `${FROM}ARG SECRET_KEY=dummy\nENV «SECRET_KEY=$SECRET_KEY»\n${COLLECT}${CMD}`,
      severity: 'warning',
      message: guessable('SECRET_KEY'),
    },
    'a default in the ENV itself': {
      code: `${FROM}ARG SECRET_KEY\nENV «SECRET_KEY=\${SECRET_KEY:-dummy}»\n${CMD}`,
      severity: 'warning',
    },
    'an argument that ENV keeps': {
      code: `${FROM}ARG SECRET_KEY\nENV «SECRET_KEY=$SECRET_KEY»\n${CMD}`,
      message: passed('SECRET_KEY'),
      severity: 'error',
      fixed: `${FROM}${CMD}`,
      title: 'Remove ENV SECRET_KEY and its argument',
    },
    'an argument that ENV keeps, and a RUN uses': {
      code: `${FROM}ARG API_KEY\nENV «API_KEY=$API_KEY»\nRUN ./a $API_KEY\n${CMD}`,
      fixed: `${FROM}RUN --mount=type=secret,id=API_KEY,env=API_KEY ./a $API_KEY\n${CMD}`,
    },
    'an argument that ENV keeps, and another instruction uses': {
      code: `${FROM}ARG API_KEY\nENV «API_KEY=$API_KEY»\nUSER $API_KEY\n${CMD}`,
      fixed: null,
    },
    'an argument of another name': {
      code: `${FROM}ARG PASSWORD_OF_DB\nENV «DB_PASSWORD=\${PASSWORD_OF_DB}»\n${CMD}`,
      message: passed('DB_PASSWORD'),
    },
    'an argument in the address of a service': {
      code: `${FROM}ARG DB_PASSWORD\nENV «DATABASE_URL=postgres://shop:$DB_PASSWORD@db/shop»\n${CMD}`,
      message: passed('DATABASE_URL'),
    },
    'an argument that a builder keeps': {
      code: `${FROM.trim()} AS build\nARG API_KEY\nENV «API_KEY=$API_KEY»\n\n${FROM}COPY --from=build /app /app\n${CMD}`,
      severity: 'info',
      message: 'ENV API_KEY keeps what the build is given: it stays in the build cache',
    },
    'an argument': {
      code: `${FROM}ARG «NPM_TOKEN»\nRUN ./fetch.sh $NPM_TOKEN\n${CMD}`,
      severity: 'warning',
      message: 'ARG NPM_TOKEN takes a secret: docker history shows what it was given, a secret mount does not',
      fixed: `${FROM}RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN ./fetch.sh $NPM_TOKEN\n${CMD}`,
      title: 'Mount NPM_TOKEN as a secret of the RUN that uses it',
    },
    'an argument that nothing shows the use of': {
      code: `${FROM}ARG «SECRET_KEY»\n${COLLECT}${CMD}`,
      severity: 'warning',
      fixed: null,
    },
    'an argument that another instruction uses': {
      code: `${FROM}ARG «API_TOKEN»\nRUN ./a $API_TOKEN\nLABEL token=$API_TOKEN\n${CMD}`,
      severity: 'warning',
      fixed: null,
    },
    'an argument under an old syntax': {
      code: `# syntax=docker/dockerfile:1.4\n${FROM}ARG «API_TOKEN»\nRUN ./a $API_TOKEN\n${CMD}`,
      severity: 'warning',
      fixed: null,
    },
    'an argument of a builder': {
      code: `${FROM.trim()} AS build\nARG «API_TOKEN»\nRUN ./fetch.sh $API_TOKEN\n\n${FROM}COPY --from=build /app /app\n${CMD}`,
      severity: 'info',
      message: 'ARG API_TOKEN takes a secret: the build cache keeps it, a secret mount leaves nothing behind',
    },
  },
});
