import rule from '../../../server/src/engine/rules/caching/chown-duplicates-layer.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const APP = `${FROM}RUN useradd app\n`;
const SHIP = 'WORKDIR /app\nUSER app\nCMD ["gunicorn", "config.wsgi"]\n';

const CHOWN = 'This chown stores all that COPY has brought a second time: COPY --chown does it at once';

testRule(rule, {
  valid: {
    'COPY sets the owner': `${APP}COPY --chown=app:app . /app\nRUN chown -R app:app /app\n${SHIP}`,
    'COPY sets the mode': `${APP}COPY --chmod=755 . /app\nRUN chmod -R 755 /app\n${SHIP}`,
    'the folder alone': `${APP}COPY . /app\nRUN chown app:app /app\n${SHIP}`,
    'a folder that no COPY wrote': `${APP}COPY . /app\nRUN mkdir -p /srv/media && chown -R app:app /srv/media\n${SHIP}`,
    'a folder that may hold something copied': `${APP}COPY . /app\nRUN mkdir -p /app/media && chown -R app:app /app/media\n${SHIP}`,
    'in front of the COPY': `${APP}RUN mkdir /app && chown -R app:app /app\nCOPY . /app\n${SHIP}`,
    'requirements and scripts are small': `${APP}WORKDIR /app\nCOPY requirements.txt entrypoint.sh ./\nCOPY docker/start /app/start\nRUN chown -R app:app /app\n${SHIP}`,
    'files without an ending beside others': `${APP}COPY wsgi_params nginx.conf /etc/nginx/\nRUN chmod -R g=u /etc/nginx\n${SHIP}`,
    'a small file, as the listing says': {
      code: `${APP}COPY bin /app/bin\nRUN chown -R app /app\n${SHIP}`,
      files: { 'manage.py': '', bin: '' },
    },
    'a folder of small files, by its name': `${APP}COPY requirements /app/requirements\nRUN chown -R app /app\n${SHIP}`,
    'a folder of few files, as the listing says': {
      code: `${APP}COPY etc /app/etc\nRUN chown -R app /app\n${SHIP}`,
      files: { 'manage.py': '', 'etc/a.ini': '', 'etc/b.ini': '' },
    },
    'a pattern of files': `${APP}COPY *.py /app/\nRUN chown -R app /app\n${SHIP}`,
    'a folder nobody can name': `${APP}COPY . /app\nARG D\nRUN chown -R app $D\n${SHIP}`,
    'a source nobody can name': `${APP}ARG S\nCOPY $S /app\nRUN chown -R app /app\n${SHIP}`,
    'the home folder': `${APP}COPY . /app\nRUN chown -R app ~/app\n${SHIP}`,
    'another stage': `${FROM.trim()} AS a\nCOPY . /app\n${APP}RUN chown -R app /app\n${SHIP}`,
    'a cache mount': `${APP}COPY . /app\nRUN --mount=type=cache,target=/app/cache chown -R app /app/cache\n${SHIP}`,
    'another program': `${APP}COPY . /app\nRUN fix-permissions -R /app\n${SHIP}`,
  },
  invalid: {
    'a folder that only this COPY fills': {
      code: `${APP}COPY . /app\nRUN «chown -R app:app /app»\n${SHIP}`,
      message: CHOWN,
      related: ['COPY . /app'],
      title: 'Let COPY set the owner',
      fixed: `${APP}COPY --chown=app:app . /app\n${SHIP}`,
    },
    'a user without a group': {
      code: `${APP}COPY . /opt/app/\nENV A=b\nRUN «chown --recursive app /opt/app» && chmod +x /opt/app/entry.sh\n${SHIP}`,
      fixed: `${APP}COPY --chown=app:0 . /opt/app/\nENV A=b\nRUN chmod +x /opt/app/entry.sh\n${SHIP}`,
    },
    'numbers, from another stage': {
      code: `${FROM.trim()} AS build\nRUN python -m venv /venv\n${FROM}RUN apt-get update && mkdir -p /srv/media\nCOPY --from=build /venv /venv\nRUN «chown -R 1000:1000 /venv»\n${SHIP}`,
      fixed: `${FROM.trim()} AS build\nRUN python -m venv /venv\n${FROM}RUN apt-get update && mkdir -p /srv/media\nCOPY --chown=1000:1000 --from=build /venv /venv\n${SHIP}`,
    },
    'a comment above the RUN': {
      code: `${APP}COPY . /app\n# the owner\nRUN «chown -R app:app /app»\n${SHIP}`,
      fix: 'review',
      fixed: `${APP}COPY --chown=app:app . /app\n# the owner\n${SHIP}`,
    },
    'the working directory was there before': {
      code: `${APP}WORKDIR /app\nCOPY requirements.txt .\nCOPY . .\nRUN «chown -R app:app /app»\n${SHIP}`,
      fix: 'review',
      title: 'Let COPY set the owner of what it brings',
      fixed: `${APP}WORKDIR /app\nCOPY requirements.txt .\nCOPY --chown=app:app . .\nRUN chown app:app /app\n${SHIP}`,
    },
    'a folder that a RUN made': {
      code: `${APP}RUN mkdir /app\nCOPY . /app\nRUN «chown -R app:app /app»\n${SHIP}`,
      fix: 'review',
      fixed: `${APP}RUN mkdir /app\nCOPY --chown=app:app . /app\nRUN chown app:app /app\n${SHIP}`,
    },
    'a folder that a program nobody reads may have made': {
      code: `${APP}RUN ./prepare.sh\nCOPY . /app\nRUN «chown -R app:app /app»\n${SHIP}`,
      fix: 'review',
    },
    'a variable may name the folder': {
      code: `${APP}ARG D=/app\nRUN useradd --home-dir $D web\nCOPY . /app\nRUN «chown -R app:app /app»\n${SHIP}`,
      fix: 'review',
    },
    'a folder of the system': {
      code: `${APP}COPY . /srv\nRUN «chown -R app:app /srv»\n${SHIP}`,
      fix: 'review',
      fixed: `${APP}COPY --chown=app:app . /srv\nRUN chown app:app /srv\n${SHIP}`,
    },
    'an image nobody knows': {
      code: `FROM registry.example.com/base\nCOPY . /app\nRUN «chown -R app:app /app»\n`,
      fix: 'review',
    },
    'a deep folder': {
      code: `${APP}COPY . /srv/www/app\nRUN «chown -R app:app /srv/www/app»\n${SHIP}`,
      fix: 'review',
    },
    'a second COPY between': {
      code: `${APP}COPY . /app\nCOPY --from=web /dist /app/static\nRUN «chown -R app:app /app»\n${SHIP}`,
      fix: 'review',
      fixed: `${APP}COPY --chown=app:app . /app\nCOPY --chown=app:app --from=web /dist /app/static\nRUN chown app:app /app\n${SHIP}`,
    },
    'a folder made behind the COPY': {
      code: `${APP}COPY . /app\nWORKDIR /app/media\nRUN «chown -R app:app /app»\nWORKDIR /srv\n`,
      fix: 'review',
    },
    'bundled options': {
      code: `${APP}WORKDIR /app\nCOPY . .\nRUN «chown -Rv app:app .»\n${SHIP}`,
      fixed: null,
    },
    'folders made in front of the COPY would stay root’s': {
      code: `${APP}WORKDIR /app\nRUN mkdir media static\nCOPY . .\nRUN «chown -R app:app /app»\n${SHIP}`,
      fixed: null,
    },
    'the same in a parent stage, and a file': {
      code: `${APP.trimEnd().replace(/^(FROM \S+)/, '$1 AS base')}\nWORKDIR /app\nRUN echo {} > state.json\nFROM base\nCOPY . .\nRUN «chown -R app:app .»\n${SHIP}`,
      fixed: null,
    },
    'folders made elsewhere keep their owner': {
      code: `${APP}WORKDIR /app\nRUN mkdir -p /app /srv/media\nCOPY . .\nRUN «chown -R app:app /app»\n${SHIP}`,
      fix: 'review',
      fixed: `${APP}WORKDIR /app\nRUN mkdir -p /app /srv/media\nCOPY --chown=app:app . .\nRUN chown app:app /app\n${SHIP}`,
    },
    'the user is made in the same RUN': {
      code: `${FROM}COPY . /app\nRUN useradd app && «chown -R app:app /app»\n${SHIP}`,
      fixed: null,
    },
    'a RUN between': {
      code: `${APP}COPY . /app\nRUN python /app/manage.py collectstatic --noinput\nRUN «chown -R app:app /app»\n${SHIP}`,
      fixed: null,
    },
    'an owner in a variable': {
      code: `${APP}ENV APP_HOME=/app\nCOPY . $APP_HOME\nRUN «chown -R $APP_USER $APP_HOME»\n${SHIP}`,
      fixed: null,
    },
    'an archive among few files': {
      code: `${APP}COPY vendor /app/vendor\nRUN «chown -R app /app»\n${SHIP}`,
      files: { 'manage.py': '', 'vendor/a.tar.gz': '' },
      fix: 'review',
    },
    'a second change in the same RUN': {
      code: `${APP}COPY src/ /app/\nRUN «chown -R app /app» && chmod -R go-w /app\n${SHIP}`,
      fixed: null,
    },
    'two folders': {
      code: `${APP}COPY . /app\nRUN «chown -R app:app /srv /app»\n${SHIP}`,
      fixed: null,
    },
    'a COPY of its own kind': {
      code: `${APP}COPY --link . /app\nRUN «chown -R app:app /app»\n${SHIP}`,
      fixed: null,
    },
    'an archive is unpacked with its owners': {
      code: `${APP}ADD app.tar.gz /app\nRUN «chown -R app:app /app»\n${SHIP}`,
      fixed: null,
    },
    'a mode': {
      code: `${APP}COPY . /app\nRUN cd /app && «chmod -R 755 .»\n${SHIP}`,
      message: 'This chmod stores all that COPY has brought a second time: COPY --chmod does it at once',
      fixed: null,
    },
    'a copy in a parent stage': {
      code: `${APP.replace('\n', ' AS base\n')}COPY . /app\nFROM base\nRUN «chown -R app:app /app»\n${SHIP}`,
      fixed: null,
    },
    'a builder': {
      code: `${APP.replace('\n', ' AS builder\n')}COPY . /app\nRUN «chgrp -R app /app»\n${FROM}COPY --from=builder /app /app\n${SHIP}`,
      severity: 'hint',
      fixed: null,
    },
  },
});
