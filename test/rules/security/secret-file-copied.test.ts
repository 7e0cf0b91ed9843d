import rule from '../../../server/src/engine/rules/security/secret-file-copied.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const CMD = 'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n';
const KEY = 'k9!v2#xw8z-q1r7@m4t0_b6n3&h5j(2)';

const layer = (path: string): string =>
  `${path} becomes a layer: whoever has the image can read it, even if a later RUN removes it`;

const HARMLESS = [
  '.env.example .',
  '.env.sample ./.env',
  '.env-dist .env',
  '.env-build .env',
  '.env.template .',
  '.env.test .',
  '.envs .envs',
  '.envs/.production/.django .',
  '.env.docker .env',
  'docker/web.env .',
  '.env* ./',
  'id_rsa.pub /root/.ssh/',
  'certs/ca.pem /etc/ssl/',
  'certs/server.key /etc/ssl/',
  'ca.crt /usr/local/share/ca-certificates/',
  'credentials.example.json .',
  'package.json credentials.py .',
  '. .',
  '$ENV_FILE .',
  '--from=build /app/.env .',
];

const withFile = (path: string, text: string) => ({ [path]: text, 'manage.py': '' });

testRule(rule, {
  valid: {
    ...Object.fromEntries(HARMLESS.map((words) => [words, `${FROM}COPY ${words}\n${CMD}`])),
    'a file that the Dockerfile writes': `${FROM}COPY <<EOF .env\nDEBUG=0\nEOF\n${CMD}`,
    'a secret mount': `${FROM}RUN --mount=type=secret,id=env,target=/app/.env python manage.py check\n${CMD}`,
    'a mount of the context': `${FROM}RUN --mount=type=bind,source=.env,target=/app/.env python manage.py check\n${CMD}`,
    'a certificate': {
      code: `${FROM}COPY server.pem /etc/ssl/\n${CMD}`,
      files: withFile('server.pem', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'),
    },
    'settings under another name, without secrets': {
      code: `${FROM}COPY .env.docker .env\n${CMD}`,
      files: withFile('.env.docker', 'DEBUG=0\nSECRET_KEY=changeme\n'),
    },
  },
  invalid: {
    'an environment file': {
      code: `${FROM}COPY «.env» ./\n${CMD}`,
      message: layer('.env'),
      fixed: `${FROM}${CMD}`,
      title: 'Stop copying .env',
    },
    'an environment file among others': {
      code: `${FROM}COPY manage.py «./.env» setup.cfg ./\n${CMD}`,
      fixed: `${FROM}COPY manage.py setup.cfg ./\n${CMD}`,
    },
    'as the first of them': {
      code: `${FROM}COPY «.env.production» manage.py ./\n${CMD}`,
      fixed: `${FROM}COPY manage.py ./\n${CMD}`,
    },
    'in JSON form': { code: `${FROM}COPY [«".env"», "./"]\n${CMD}`, fixed: null },
    ADD: { code: `${FROM}ADD «prod.env» /app/.env\n${CMD}`, message: layer('prod.env') },
    'with a secret in it': {
      code: `${FROM}COPY «.env» .\n${CMD}`,
      files: withFile('.env', `DEBUG=0\nexport SECRET_KEY="${KEY}" # keep\n`),
      message: layer('.env'),
    },
    'under another name, with a secret in it': {
      code: `${FROM}COPY «.env.docker» .env\n${CMD}`,
      files: withFile('.env.docker', 'DATABASE_URL=postgres://shop:hK3-vv91@db/shop\n'),
    },
    'without a secret in it': {
      code: `${FROM}COPY «.env» .\n${CMD}`,
      files: withFile('.env', '# settings\nDEBUG=1\nSECRET_KEY=\nPOSTGRES_PASSWORD=postgres\n'),
      severity: 'info',
      message: '.env becomes part of the image: it holds no secret now, and is where the next one is put',
      fixed: `${FROM}${CMD}`,
    },
    'a key': { code: `${FROM}COPY «id_rsa» /root/.ssh/id_rsa\n${CMD}`, message: layer('id_rsa'), fixed: null },
    'a key in a builder': {
      code: `FROM python:3.14-slim AS build\nCOPY «deploy/id_ed25519» /root/.ssh/\n\n${FROM}COPY --from=build /app /app\n${CMD}`,
      severity: 'warning',
      message: 'deploy/id_ed25519 becomes a layer of the build cache, for all who can read that',
    },
    'an environment file in a builder': {
      code: `FROM python:3.14-slim AS build\nCOPY «.env» .\n\n${FROM}COPY --from=build /app /app\n${CMD}`,
      severity: 'warning',
    },
    'credentials of other programs': {
      code: `${FROM}COPY «.netrc» «.pypirc» «keys/my-service-account.json» «credentials.json» /root/\n${CMD}`,
    },
    'by their folder': { code: `${FROM}COPY «.aws/credentials» /root/.aws/\n${CMD}` },
    'a private key': {
      code: `${FROM}COPY «server.pem» /etc/ssl/\n${CMD}`,
      files: withFile('server.pem', '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n'),
      message: layer('server.pem'),
      fixed: null,
    },
    'a long path': {
      code: `${FROM}COPY «${'some/folder/'.repeat(9)}.env» .\n${CMD}`,
    },
  },
});
