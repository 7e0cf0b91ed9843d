import rule from '../../../server/src/engine/rules/security/chmod-too-open.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';

const open = (mode: string, what: string): string =>
  `Mode ${mode} lets every user write to ${what}: whoever breaks in can change it`;

const CLOSED = ['755', '0644', '+x', '+w', 'u+w', 'g=u', 'ug+rwx', 'a+rX', 'o-w', 'u=rwX,g=rX,o=', '1777', 'a-w', '-w'];

testRule(rule, {
  valid: {
    ...Object.fromEntries(CLOSED.map((mode) => [`chmod ${mode}`, `${FROM}RUN chmod -R ${mode} /app\n${CMD}`])),
    'folders that everybody may write to': `${FROM}RUN chmod 777 /tmp /var/tmp/app && mkdir -m 777 /run/app\n${CMD}`,
    'COPY into such a folder': `${FROM}COPY --chmod=777 x /tmp/\n${CMD}`,
    'COPY with another mode': `${FROM}COPY --chmod=755 . /app\nCOPY --chmod=u+x x /app/\n${CMD}`,
    'a mode in a variable': `${FROM}ARG MODE=777\nRUN chmod $MODE /app\nCOPY --chmod=$MODE . /app\n${CMD}`,
    'the mode of another file': `${FROM}RUN chmod --reference=/app /srv\n${CMD}`,
  },
  invalid: {
    'a tree': {
      code: `${FROM}COPY . /app\nRUN «chmod -R 777 /app»\n${CMD}`,
      message: open('777', '/app'),
      title: 'Use mode 775',
      fixed: `${FROM}COPY . /app\nRUN chmod -R 775 /app\n${CMD}`,
    },
    'four digits': {
      code: `${FROM}RUN «chmod 0666 /app/db.sqlite3»\n${CMD}`,
      message: open('0666', '/app/db.sqlite3'),
      fixed: `${FROM}RUN chmod 0664 /app/db.sqlite3\n${CMD}`,
    },
    letters: {
      code: `${FROM}RUN «chmod a+rwx /app» && «chmod u=rwx,o+w /b» && «chmod ugo=rw /c»\n${CMD}`,
      message: [open('a+rwx', '/app'), open('u=rwx,o+w', '/b'), open('ugo=rw', '/c')],
      fixed: null,
    },
    'mkdir and install': {
      code: `${FROM}RUN «mkdir -m 777 /app» && «install -d -m0777 /app/media»\n${CMD}`,
      fixed: `${FROM}RUN mkdir -m 775 /app && install -d -m0775 /app/media\n${CMD}`,
    },
    COPY: {
      code: `${FROM}COPY «--chmod=777» . /app\n${CMD}`,
      message: open('777', '/app'),
      fixed: `${FROM}COPY --chmod=775 . /app\n${CMD}`,
    },
    'in quotes': {
      code: `${FROM}RUN «chmod "777" /app»\n${CMD}`,
      fixed: null,
    },
    'a folder nobody can name': {
      code: `${FROM}RUN «chmod 777 $APP_HOME»\n${CMD}`,
    },
    'nothing but a mode': {
      code: `${FROM}RUN «chmod 777»\n${CMD}`,
      message: open('777', 'it'),
    },
    'a long mode and a long name': {
      code: `${FROM}RUN «chmod u=rwx,g=rwx,o=rwx,a+rwx /srv/a-folder-with-quite-a-long-name/and-another-one/in-it»\n${CMD}`,
    },
    'a builder': {
      code: `${FROM.trim()} AS builder\nRUN «chmod 777 /app»\n${FROM}COPY --from=builder /app /app\n${CMD}`,
      severity: 'hint',
    },
  },
});
