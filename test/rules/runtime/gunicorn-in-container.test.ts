import rule from '../../../server/src/engine/rules/runtime/gunicorn-in-container.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const COPIED = `${FROM}COPY . .\n`;
const project = { 'manage.py': '' };
const TUNED = '"--worker-tmp-dir=/dev/shm", "--access-logfile=-"';

testRule(rule, {
  valid: {
    'both options': `${FROM}CMD ["gunicorn", "config.wsgi", ${TUNED}]\n`,
    'workers from the environment': `${FROM}CMD exec gunicorn config.wsgi -w $WORKERS --worker-tmp-dir /dev/shm --access-logfile -\n`,
    'options that only a shell knows': `${FROM}CMD exec gunicorn config.wsgi $GUNICORN_OPTIONS\n`,
    'a configuration file nobody has read': `${FROM}CMD ["gunicorn", "-c", "python:config.gunicorn", "config.wsgi"]\n`,
    'a configuration file says both': {
      code: `${COPIED}CMD ["gunicorn", "-c", "conf.py", "config.wsgi"]\n`,
      files: {
        ...project,
        'conf.py': 'worker_tmp_dir = "/dev/shm"\naccesslog = "-"\nworkers = int(os.environ["WORKERS"])\n',
      },
    },
    'arguments in a variable': `${FROM}ENV GUNICORN_CMD_ARGS="--worker-tmp-dir=/dev/shm --access-logfile=-"\nCMD ["gunicorn", "config.wsgi"]\n`,
    'arguments in a variable of the build': `${FROM}ARG GUNICORN_ARGS\nENV GUNICORN_CMD_ARGS=$GUNICORN_ARGS\nCMD ["gunicorn", "config.wsgi"]\n`,
    'logging of its own': `${FROM}CMD ["gunicorn", "config.wsgi", "--log-config=log.ini", "--worker-tmp-dir=/dev/shm"]\n`,
    'logging of its own, in a file': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi", "--worker-tmp-dir=/dev/shm"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'logconfig_dict = {}\n' },
    },
    'a configuration file where it is started': {
      code: `${COPIED}CMD cd back && exec gunicorn config.wsgi\n`,
      files: { ...project, 'back/gunicorn.conf.py': 'worker_tmp_dir = "/dev/shm"\naccesslog = "-"\n' },
    },
    'a configuration file that a variable names': {
      code: `${COPIED}ENV GUNICORN_CMD_ARGS="-c conf/g.py"\nCMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'conf/g.py': 'worker_tmp_dir = "/dev/shm"\naccesslog = "-"\n' },
    },
    'settings of another module': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'from base import accesslog, worker_tmp_dir\n' },
    },
    'a configuration file that is made in the image': {
      code: `${COPIED}RUN echo 'accesslog = "-"' > gunicorn.conf.py\nCMD ["gunicorn", "config.wsgi"]\n`,
      files: project,
    },
    'compose gives the options': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: {
        ...project,
        'compose.yaml': 'services:\n  web:\n    build: .\n    env_file: web.env\n',
        'web.env': 'GUNICORN_CMD_ARGS=--worker-tmp-dir=/dev/shm\n',
      },
    },
    'workers that the environment may choose': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi", ${TUNED}]\n`,
      files: {
        ...project,
        'gunicorn.conf.py':
          'import os\nfrom multiprocessing import cpu_count\nworkers = int(os.getenv("WEB_CONCURRENCY", cpu_count() * 2 + 1))\n',
      },
    },
    'workers that a condition chooses': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi", ${TUNED}]\n`,
      files: {
        ...project,
        'gunicorn.conf.py':
          'import os\nworkers = 3\nif "WORKERS" in os.environ:\n    workers = int(os.environ["WORKERS"])\n',
      },
    },
    'an option from the environment goes before the file': {
      code: `${COPIED}CMD exec gunicorn config.wsgi -w $WORKERS --worker-tmp-dir=/dev/shm --access-logfile=-\n`,
      files: { ...project, 'gunicorn.conf.py': 'workers = 3\n' },
    },
    'arguments of a variable go before the file': {
      code: `${COPIED}ENV GUNICORN_CMD_ARGS="-w 3"\nCMD ["gunicorn", "config.wsgi", ${TUNED}]\n`,
      files: { ...project, 'gunicorn.conf.py': 'workers = 3\n' },
    },
    'a file that computes its settings': {
      code: `${COPIED}CMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'import os\nlocals().update(os.environ)\n' },
    },
    'another server': `${FROM}CMD ["uvicorn", "config.asgi:application", "--workers", "2"]\n`,
    'a development stage': `FROM python:3.14-slim AS dev\nCMD ["gunicorn", "config.wsgi"]\n`,
    'still being typed': `${FROM}CMD ["gunicorn"\n`,
  },
  invalid: {
    'neither option': {
      code: `${FROM}CMD [«"gunicorn", "config.wsgi", "--workers=3"»]\n`,
      message:
        'gunicorn without --worker-tmp-dir and --access-logfile: heartbeats wait for the disk, requests are not in the logs',
      title: 'Add --worker-tmp-dir=/dev/shm --access-logfile=-',
      fixed: `${FROM}ENV WEB_CONCURRENCY=3\nCMD ["gunicorn", "config.wsgi", ${TUNED}]\n`,
      alsoFires: ['gunicorn-in-container'],
    },
    'in shell form': {
      code: `${FROM}CMD exec gunicorn config.wsgi --access-logfile -\n`.replace(
        'exec gunicorn config.wsgi --access-logfile -',
        '«exec gunicorn config.wsgi --access-logfile -»',
      ),
      message: 'gunicorn without --worker-tmp-dir: heartbeats wait for the disk',
      fixed: `${FROM}CMD exec gunicorn config.wsgi --access-logfile - --worker-tmp-dir=/dev/shm\n`,
    },
    'a project without a configuration file': {
      code: `${COPIED}CMD [«"gunicorn", "config.wsgi", "--worker-tmp-dir=/dev/shm"»]\n`,
      files: project,
      message: 'gunicorn without --access-logfile: requests are not in the logs',
      fixed: `${COPIED}CMD ["gunicorn", "config.wsgi", ${TUNED}]\n`,
    },
    'nobody knows whether a configuration file is copied': {
      code: `${COPIED}CMD [«"gunicorn", "config.wsgi"»]\n`,
      fix: 'review',
      fixed: `${COPIED}CMD ["gunicorn", "config.wsgi", ${TUNED}]\n`,
    },
    'a configuration file with other settings': {
      code: `${COPIED}CMD [«"gunicorn", "config.wsgi"»]\n`,
      files: { ...project, 'gunicorn.conf.py': 'accesslog = "-"\n' },
      message: 'gunicorn without --worker-tmp-dir: heartbeats wait for the disk',
      fix: 'review',
    },
    'settings in the text of a configuration file': {
      code: `${COPIED}CMD [«"gunicorn", "config.wsgi"»]\n`,
      files: { ...project, 'gunicorn.conf.py': "'''\naccesslog = '-'\nworker_tmp_dir = '/dev/shm'\n'''\n" },
      fix: 'review',
    },
    'a configuration file that is not sent to the builder': {
      code: `${COPIED}CMD [«"gunicorn", "config.wsgi", "--access-logfile=-"»]\n`,
      files: { ...project, 'gunicorn.conf.py': 'worker_tmp_dir = "/dev/shm"\n', '.dockerignore': '*.conf.py\n' },
      fixed: `${COPIED}CMD ["gunicorn", "config.wsgi", "--access-logfile=-", "--worker-tmp-dir=/dev/shm"]\n`,
    },
    'a configuration file in another folder': {
      code: `${COPIED}CMD cd back && «exec gunicorn config.wsgi --access-logfile=-»\n`,
      files: { ...project, 'gunicorn.conf.py': 'worker_tmp_dir = "/dev/shm"\n', 'back/x.py': '' },
    },
    'a fixed number that goes before the file': {
      code: `${COPIED}CMD [«"gunicorn", "config.wsgi", "-w", "3", ${TUNED}»]\n`,
      files: { ...project, 'gunicorn.conf.py': 'import os\nworkers = os.cpu_count()\n' },
      message: /^The number of workers \(3\) is fixed/,
      fixed: null,
    },
    'a fixed number of workers': {
      code: `${FROM}CMD [«"gunicorn", "config.wsgi", "-w", "3", ${TUNED}»]\n`,
      message: 'The number of workers (3) is fixed in the image: WEB_CONCURRENCY lets each deployment choose it',
      title: 'Set the number of workers with WEB_CONCURRENCY',
      fix: 'review',
      fixed: `${FROM}ENV WEB_CONCURRENCY=3\nCMD ["gunicorn", "config.wsgi", ${TUNED}]\n`,
    },
    'a fixed number beside WEB_CONCURRENCY': {
      code: `${FROM}ENV WEB_CONCURRENCY=2\nCMD [«"gunicorn", "config.wsgi", "--workers=3", ${TUNED}»]\n`,
      fixed: null,
    },
    'a fixed number in a file': {
      code: `${COPIED}CMD [«"gunicorn", "config.wsgi", ${TUNED}»]\n`,
      files: { ...project, 'gunicorn.conf.py': 'workers = 4\n' },
      message: /^The number of workers \(4\) is fixed/,
      fixed: null,
    },
    'the CPUs of the host': {
      code: `${COPIED}CMD [«"gunicorn", "config.wsgi", ${TUNED}»]\n`,
      files: {
        ...project,
        'gunicorn.conf.py': 'import multiprocessing\nworkers = multiprocessing.cpu_count() * 2 + 1\n',
      },
      message:
        'cpu_count() sees the CPUs of the host, not the limit of the container: too many workers run out of memory',
      fixed: null,
    },
    'a branch of a script': {
      code: `${COPIED}ENTRYPOINT [«"./entry.sh"»]\nCMD ["server"]\n`,
      files: {
        ...project,
        'entry.sh': '#!/bin/bash\nif [ "$1" = server ]; then\n  exec gunicorn --bind :80 x.wsgi\nfi\n',
      },
      related: ['entry.sh'],
      fixed: null,
    },
    'inherited by two images, reported once': {
      code: `FROM python:3.14-slim AS base\nCMD [«"gunicorn", "config.wsgi"»]\nFROM base AS a\nFROM base AS b\n`,
    },
  },
});
