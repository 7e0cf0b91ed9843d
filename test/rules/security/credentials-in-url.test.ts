import rule from '../../../server/src/engine/rules/security/credentials-in-url.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const TOKEN = `ghp_${'a1B2c3'.repeat(6)}`;
const INDEX = 'pypi.example-corp.net/simple';

const LITERAL = 'The address holds a password or token: docker history shows it to whoever has the image';
const argument = (name: string): string =>
  `The address holds build argument ${name}: docker history shows its value to whoever has the image`;

const HARMLESS = [
  'pip install git+https://github.com/a/b',
  'pip install git+ssh://git@github.com/a/b',
  'git clone git@github.com:a/b',
  'git clone https://user@example-corp.net/a/b',
  `pip install --index-url https://user:password@${INDEX} x`,
  `pip install --index-url https://__token__:changeme@${INDEX} x`,
  `pip install --index-url https://<user>:<password>@${INDEX} x`,
  'curl -f http://admin:hK3-vv91@localhost:9200',
  'curl https://user:hK3-vv91@example.com/',
  'DATABASE_URL=postgres://u:hK3-vv91@db/shop python manage.py collectstatic',
  'DATABASE_URL=postgres://u:p@localhost/x CACHE_URL=redis://:x@r python manage.py check',
  'PIP_INDEX_URL=https://dummy:dummy@pypi.org/simple pip download x',
  'git clone https://$HOST/a/b',
  'git clone https://$NAME@example-corp.net/a/b',
  'git clone https://$GH_TOKEN@github.com/a/b',
  `TOKEN=$(cat /run/secrets/t) && pip install --index-url https://u:$TOKEN@${INDEX} x`,
  `export TOKEN="$(cat /run/secrets/t)" && pip install --index-url https://u:$TOKEN@${INDEX} x`,
  `pip install --index-url "https://u:$(cat /run/secrets/t)@${INDEX}" x`,
];

testRule(rule, {
  valid: {
    ...Object.fromEntries(HARMLESS.map((command) => [command, `${FROM}RUN ${command}\n${CMD}`])),
    'a variable that the RUN sets itself': `${FROM}ARG TOKEN\nRUN TOKEN=$(cat /run/secrets/t) && git clone https://$TOKEN@github.com/a/b\n${CMD}`,
    'a secret mount': `${FROM}ARG TOKEN\nRUN --mount=type=secret,id=t,env=TOKEN git clone https://$TOKEN@github.com/a/b\n${CMD}`,
    'a variable that is no secret': `${FROM}ARG GIT_USER\nRUN git clone https://$GIT_USER@github.com/a/b\n${CMD}`,
    'an argument with a dummy': `${FROM}ARG TOKEN=dummy\nRUN git clone https://$TOKEN@github.com/a/b\n${CMD}`,
    'a proxy without a password': `${FROM}ENV http_proxy=http://proxy:3128\n${CMD}`,
    'the address of a service is another matter': `${FROM}ENV DATABASE_URL=postgres://u:hK3-vv91@db/shop\n${CMD}`,
    'the key of a DSN': `${FROM}ENV SENTRY_DSN=https://0123456789abcdef:fedcba9876543210@sentry.io/34\n${CMD}`,
    'requirements without passwords': {
      code: `${FROM}COPY requirements.txt .\nRUN pip install -r requirements.txt\n${CMD}`,
      files: {
        'requirements.txt': 'git+https://${TOKEN}@github.com/a/b\ndjango @ https://u:password@pypi.org/x\n',
        'manage.py': '',
      },
    },
    'a comment': `${FROM}# pip install https://u:hK3-vv91@${INDEX}\n${CMD}`,
  },
  invalid: {
    'an index with its password': {
      code: `${FROM}RUN pip install --index-url https://«deploy:hK3-vv91»@${INDEX} x\n${CMD}`,
      message: LITERAL,
      fixed: null,
    },
    'an option with its value': {
      code: `${FROM}RUN pip install --index-url=https://«deploy:hK3-vv91»@${INDEX} x\n${CMD}`,
    },
    'a token in place of a user': {
      code: `${FROM}RUN git clone https://«${TOKEN}»@github.com/a/b\n${CMD}`,
      message: LITERAL,
    },
    'a token and a filler': { code: `${FROM}RUN git clone https://«${TOKEN}:x-oauth-basic»@github.com/a/b\n${CMD}` },
    'a real password for one command': {
      code: `${FROM}RUN PIP_INDEX_URL=https://«deploy:hK3-vv91»@${INDEX} pip install x\n${CMD}`,
    },
    'a requirement': { code: `${FROM}RUN pip install "theme @ git+https://«bot:${TOKEN}»@github.com/a/b"\n${CMD}` },
    'exec form': {
      code: `${FROM}RUN ["pip", "install", "--index-url", "https://«deploy:hK3-vv91»@${INDEX}", "x"]\n${CMD}`,
    },
    'in a builder': {
      code: `${FROM.trim()} AS build\nRUN git clone https://«${TOKEN}»@github.com/a/b\n\n${FROM}COPY --from=build /b /b\n${CMD}`,
      message: 'The address holds a password or token: it stays in this file and in the build cache',
    },
    'a token without an address': {
      code: `${FROM}RUN curl -H «"Authorization: Bearer ${TOKEN}"» https://api.github.com/\n${CMD}`,
      message: 'Here stands a GitHub token: docker history shows it to whoever has the image',
    },
    ENV: { code: `${FROM}ENV PIP_EXTRA_INDEX_URL=«https://deploy:hK3-vv91@${INDEX}»\n${CMD}`, message: LITERAL },
    'a proxy': { code: `${FROM}ENV http_proxy="http://a:b" https_proxy=«"http://deploy:hK3-vv91@proxy:3128"»\n${CMD}` },
    ARG: { code: `${FROM}ARG INDEX=«https://deploy:hK3-vv91@${INDEX}»\n${CMD}` },
    'an argument in front of all stages': {
      code: `ARG INDEX=«https://deploy:hK3-vv91@${INDEX}»\n${FROM}${CMD}`,
      message: 'The address holds a password or token: it stays in this file and in the build cache',
    },
    ADD: { code: `${FROM}ADD «https://deploy:hK3-vv91@files.example-corp.net/a.zip» /\n${CMD}` },
    'an argument': {
      code: `${FROM}ARG GH_TOKEN\nRUN pip install git+https://«$GH_TOKEN»@github.com/a/b\n${CMD}`,
      message: argument('GH_TOKEN'),
      fixed: `${FROM}RUN --mount=type=secret,id=GH_TOKEN,env=GH_TOKEN pip install git+https://$GH_TOKEN@github.com/a/b\n${CMD}`,
      title: 'Mount GH_TOKEN as a secret of the RUN that uses it',
    },
    'an argument as password': {
      code: `${FROM}ARG PYPI_USER\nARG PYPI_PW\nRUN pip install --index-url "https://«\${PYPI_USER}:\${PYPI_PW}»@${INDEX}" x\n${CMD}`,
      message: argument('PYPI_PW'),
      fixed: `${FROM}ARG PYPI_USER\nRUN --mount=type=secret,id=PYPI_PW,env=PYPI_PW pip install --index-url "https://\${PYPI_USER}:\${PYPI_PW}@${INDEX}" x\n${CMD}`,
    },
    'a configuration of git': {
      code: `${FROM}ARG TOKEN\nRUN git config --global url."https://«oauth2:$TOKEN»@gitlab.com/".insteadOf "https://gitlab.com/"\n${CMD}`,
      message: argument('TOKEN'),
    },
    'an argument of a builder': {
      code: `${FROM.trim()} AS build\nARG TOKEN\nRUN git clone https://«$TOKEN»@github.com/a/b\n\n${FROM}COPY --from=build /b /b\n${CMD}`,
      message: 'The address holds build argument TOKEN: its value stays in the build cache',
    },
    'an argument that ENV puts into an address': {
      code: `${FROM}ARG TOKEN\nENV PIP_EXTRA_INDEX_URL=«https://u:$TOKEN@${INDEX}»\n${CMD}`,
      message: argument('TOKEN'),
      fixed: null,
    },
    'a requirements file': {
      code: `${FROM}COPY requirements.txt .\nRUN «pip install -r requirements.txt»\n${CMD}`,
      files: {
        'requirements.txt': `django==5.2\n--extra-index-url https://deploy:hK3-vv91@${INDEX}\n`,
        'manage.py': '',
      },
      message: 'requirements.txt holds a password or token in an address: whoever has the file can use it',
      related: ['requirements.txt'],
    },
  },
});
