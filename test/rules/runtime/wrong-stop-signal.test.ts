import rule from '../../../server/src/engine/rules/runtime/wrong-stop-signal.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const COPIED = `${FROM}COPY . .\n`;
const UWSGI = '"uwsgi", "--http", ":8000", "--module", "config.wsgi"';
const GUNICORN = 'CMD ["gunicorn", "config.wsgi"]\n';
const INI = 'CMD ["uwsgi", "--ini", "uwsgi.ini"]\n';
const ini = (text: string) => ({ 'manage.py': '', 'uwsgi.ini': text });

testRule(rule, {
  valid: {
    'it is told to die': `${FROM}CMD [${UWSGI}, "--die-on-term"]\n`,
    'a variable tells it': `${FROM}ENV UWSGI_DIE_ON_TERM=1\nCMD [${UWSGI}]\n`,
    'the script sets the variable': {
      code: `${COPIED}ENTRYPOINT ["./entry.sh"]\nCMD [${UWSGI}]\n`,
      files: { 'manage.py': '', 'entry.sh': '#!/bin/sh\nexport UWSGI_DIE_ON_TERM=true\nexec "$@"\n' },
    },
    'a hook takes the signal': `${FROM}CMD [${UWSGI}, "--hook-master-start", "unix_signal:15 gracefully_kill_them_all"]\n`,
    'SIGINT stops it': `${FROM}STOPSIGNAL SIGINT\nCMD [${UWSGI}]\n`,
    'SIGQUIT stops it': `${FROM}STOPSIGNAL SIGQUIT\nCMD [${UWSGI}]\n`,
    'an init gives it another signal': `${FROM}ENTRYPOINT ["dumb-init", "--rewrite", "15:3", "--"]\nCMD [${UWSGI}]\n`,
    'a file says it': { code: COPIED + INI, files: ini('[uwsgi]\ndie-on-term = true\n') },
    'a hook in a file': {
      code: COPIED + INI,
      files: ini('[uwsgi]\nhook-master-start = unix_signal:15 gracefully_kill_them_all\n'),
    },
    'a file nobody has read': COPIED + INI,
    'a file that reads another': { code: COPIED + INI, files: ini('[uwsgi]\nini = base.ini\n') },
    'a file without an option': `${COPIED}CMD ["uwsgi", "uwsgi.ini"]\n`,
    'an emperor': `${FROM}CMD ["uwsgi", "--emperor", "/etc/vassals"]\n`,
    'options that only a shell knows': `${FROM}CMD exec uwsgi --http :8000 $OPTIONS\n`,
    'a script that nobody has read': `${FROM}ENTRYPOINT ["/entry.sh"]\nCMD [${UWSGI}]\n`,
    'gunicorn with SIGTERM': `${FROM}STOPSIGNAL SIGTERM\n${GUNICORN}`,
    'Celery with SIGINT': `${FROM}STOPSIGNAL SIGINT\nCMD ["celery", "-A", "config", "worker"]\n`,
    'nginx wants SIGQUIT': `${FROM}STOPSIGNAL SIGQUIT\nCMD ["nginx", "-g", "daemon off;"]\n`,
    'a later STOPSIGNAL counts': `${FROM}STOPSIGNAL SIGKILL\nSTOPSIGNAL SIGTERM\n${GUNICORN}`,
    'a development stage': `FROM python:3.14-slim AS dev\nSTOPSIGNAL SIGKILL\nCMD [${UWSGI}]\n`,
    'a base image nobody knows may set the variable': `FROM registry.example.com/python\nCMD [${UWSGI}]\n`,
    'still being typed': `${FROM}STOPSIGNAL\nCMD ["uwsgi"\n`,
  },
  invalid: {
    uWSGI: {
      code: `${FROM}CMD [«${UWSGI}»]\n`,
      message: 'uWSGI reloads on SIGTERM instead of ending: a stop waits 10 s and then kills running requests',
      title: 'Add --die-on-term',
      fixed: `${FROM}CMD [${UWSGI}, "--die-on-term"]\n`,
    },
    'in shell form, with SIGTERM by number': {
      code: `${FROM}STOPSIGNAL 15\nCMD «exec uwsgi --http :8000 -w config.wsgi»\n`,
      fixed: `${FROM}STOPSIGNAL 15\nCMD exec uwsgi --http :8000 -w config.wsgi --die-on-term\n`,
    },
    'a file that does not say it': {
      code: `${COPIED}${INI.replace('["uwsgi", "--ini", "uwsgi.ini"]', '[«"uwsgi", "--ini", "uwsgi.ini"»]')}`,
      files: ini('[uwsgi]\nhttp = :8000\n'),
      fixed: `${COPIED}CMD ["uwsgi", "--ini", "uwsgi.ini", "--die-on-term"]\n`,
    },
    'in a script': {
      code: `${COPIED}ENTRYPOINT [«"./entry.sh"»]\n`,
      files: { 'manage.py': '', 'entry.sh': '#!/bin/sh\nexec uwsgi --http :8000 --master\n' },
      related: ['entry.sh'],
      fixed: null,
    },
    'SIGKILL for anything': {
      code: `${FROM}STOPSIGNAL «SIGKILL»\nCMD ["celery", "-A", "config", "worker"]\n`,
      message: 'STOPSIGNAL SIGKILL ends everything at once: running requests and tasks are lost',
      title: 'Stop with SIGTERM',
      fix: 'review',
      fixed: `${FROM}STOPSIGNAL SIGTERM\nCMD ["celery", "-A", "config", "worker"]\n`,
    },
    'SIGQUIT for gunicorn, by number': {
      code: `${FROM}STOPSIGNAL «3»\n${GUNICORN}`,
      message: 'STOPSIGNAL 3 makes gunicorn quit at once: running requests are lost',
      fix: 'review',
    },
    'SIGINT for gunicorn, inherited': {
      code: `FROM python:3.14-slim AS base\nSTOPSIGNAL «INT»\nFROM base AS a\n${GUNICORN}FROM base AS b\n${GUNICORN}`,
      fix: 'review',
    },
    'SIGQUIT for Celery': {
      code: `${FROM}STOPSIGNAL «SIGQUIT»\nCMD ["celery", "-A", "config", "worker"]\n`,
      message: 'STOPSIGNAL SIGQUIT makes Celery quit at once: running tasks are lost',
      fix: 'review',
    },
  },
});
