import rule from '../../../server/src/engine/rules/security/code-writable-by-app.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\nRUN useradd --uid 10001 app\nWORKDIR /app\n';
const END = 'USER app\nCMD ["gunicorn", "config.wsgi"]\n';

const owns = (user: string, folder = '/app'): string =>
  `User ${user} owns all code in ${folder}: a flaw in the app can change what runs`;

testRule(rule, {
  valid: {
    'the code is root’s': `${FROM}COPY . .\n${END}`,
    'somebody else’s': `${FROM}COPY --chown=web:web . .\n${END}`,
    'the container runs as root': `${FROM}COPY --chown=app:app . .\nCMD ["gunicorn", "config.wsgi"]\n`,
    'nobody knows who runs it': `${FROM}ARG USER\nCOPY --chown=app:app . .\nUSER $USER\nCMD ["gunicorn", "config.wsgi"]\n`,
    'requirements and scripts': `${FROM}COPY --chown=app requirements.txt entrypoint.sh manage.py ./\nCOPY --chown=app scripts scripts\n${END}`,
    'what another stage made': `${FROM}COPY --from=build --chown=app /app/static /app/static\n${END}`,
    'a folder for media': `${FROM}COPY . .\nRUN mkdir media && chown -R app:app media\n${END}`,
    'the folder alone': `${FROM}COPY . .\nRUN chown app:app /app\n${END}`,
    'in front of the COPY': `${FROM}RUN chown -R app:app /app\nCOPY . .\n${END}`,
    'given back to root': `${FROM}COPY --chown=app . .\nRUN chown -R root:root /app\n${END}`,
    'only sometimes': `${FROM}COPY . .\nRUN if [ -n "$A" ]; then chown -R app /app; fi\n${END}`,
    'a database beside the code': {
      code: `${FROM}COPY --chown=app . .\n${END}`,
      files: { 'manage.py': '', 'db.sqlite3': '' },
    },
    'SQLite by its address': `${FROM}ENV DATABASE_URL=sqlite:///db.sqlite3\nCOPY --chown=app . .\n${END}`,
    'an image for development': `${FROM.replace('\n', ' AS dev\n')}COPY --chown=app . .\n${END}`,
    'an image without Python': `${FROM}COPY . .\n${END}FROM node:24 AS web\nCOPY --chown=node . .\nUSER node\nCMD ["node", "server.js"]\n`,
  },
  invalid: {
    'COPY hands it over': {
      code: `${FROM}COPY «--chown=app:app» . .\n${END}`,
      message: owns('app'),
      title: 'Leave the code to root',
      fixed: `${FROM}COPY . .\n${END}`,
    },
    'by number, and USER by name': {
      code: `${FROM}COPY «--chown=10001:10001» . /srv/\n${END}`,
      message: owns('app', '/srv'),
      fixed: `${FROM}COPY . /srv/\n${END}`,
    },
    'by name, and USER by number': {
      code: `${FROM}ENV OWNER=app\nCOPY «--chown=$OWNER» src/ src/\nUSER 10001\nCMD ["gunicorn", "config.wsgi"]\n`,
      message: owns('10001', '/app/src'),
    },
    'RUN hands it over': {
      code: `${FROM}COPY . .\nRUN «chown -R app:app /app»\n${END}`,
      message: owns('app'),
      fixed: null,
    },
    'the folder above': {
      code: `${FROM}COPY . /srv/app\nRUN «chown -R app:app /srv»\n${END}`,
      message: owns('app', '/srv'),
      fixed: null,
    },
    'two parts of it': {
      code: `${FROM}COPY «--chown=app» src src\nCOPY --chown=app:app backend backend\n${END}`,
      message: owns('app', '/app/src'),
      fixed: `${FROM}COPY src src\nCOPY backend backend\n${END}`,
    },
    'twice the same': {
      code: `${FROM}COPY «--chown=app» . .\nCOPY --chown=app . .\n${END}`,
      fixed: `${FROM}COPY . .\nCOPY . .\n${END}`,
    },
    'by COPY, and by RUN again': {
      code: `${FROM}COPY «--chown=app» . .\nRUN chown -R app /app\n${END}`,
      fixed: null,
    },
    'something is written there as the user': {
      code: `${FROM}COPY «--chown=app» . .\nUSER app\nRUN python manage.py collectstatic --noinput\nCMD ["gunicorn", "config.wsgi"]\n`,
      fixed: null,
    },
    'two images share the COPY': {
      code: `${FROM.replace('\n', ' AS base\n')}COPY «--chown=app» . .\nUSER app\nFROM base AS web\nCMD ["gunicorn", "config.wsgi"]\nFROM base AS worker\nCMD ["celery", "-A", "config", "worker"]\n`,
    },
    'a flag on a line of its own': {
      code: `${FROM}COPY «--chown=app» \\\n    . .\n${END}`,
      fixed: `${FROM}COPY \\\n    . .\n${END}`,
    },
    'a flag at the end of its line': {
      code: `${FROM}COPY «--chown=app»\\\n    . .\n${END}`,
      fixed: null,
    },
    'long names': {
      code: `${FROM}RUN useradd the-user-of-the-application-on-this-server\nCOPY «--chown=the-user-of-the-application-on-this-server» . /srv/the-application-on-this-server/of-ours\nUSER the-user-of-the-application-on-this-server\nCMD ["gunicorn", "config.wsgi"]\n`,
    },
  },
});
