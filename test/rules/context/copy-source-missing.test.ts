import rule from '../../../server/src/engine/rules/context/copy-source-missing.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const CMD = 'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n';

type Files = Readonly<Record<string, string>>;
const PROJECT = {
  'manage.py': '',
  'requirements.txt': '',
  'shop/urls.py': '',
  'docker/start.sh': '',
  '.dockerignore': '',
};
const project = (files: Files = {}) => ({ ...PROJECT, ...files });
const ignoring = (lines: string, files: Files = {}) => project({ '.dockerignore': lines, ...files });
const copying = (...words: readonly string[]) => FROM + words.map((each) => `COPY ${each}\n`).join('') + CMD;

testRule(rule, {
  valid: {
    'nothing is known of the project': copying('requirement.txt ./', 'gone /gone'),
    'everything is there': { code: copying('requirements.txt manage.py ./', 'shop ./shop', '. .'), files: project() },
    'nothing of it is there: another folder is the context': { code: copying('a ./', 'b ./'), files: project() },
    'other origins': {
      code: `FROM busybox AS a\n${FROM}COPY --from=a /x /y\nADD https://example.org/x /y\nCOPY manage.py $X ./\n${CMD}`,
      files: project(),
    },
    'a file that the Dockerfile writes': {
      code: `${FROM}COPY manage.py ./\nCOPY <<EOF /x\na\nEOF\n${CMD}`,
      files: project(),
    },
    'made before the build': {
      code: copying('manage.py ./', 'dist/a.js web/build /x/', 'VERSION .env wheels/a.whl ./', 'static_root /s'),
      files: project(),
    },
    'requirements that a lock file is exported to': {
      code: copying('manage.py ./', 'requirements-prod.txt ./'),
      files: project({ 'poetry.lock': '' }),
    },
    'a folder below has everything': {
      code: copying('manage.py ./', 'setup.cfg ./'),
      files: project({ 'web/manage.py': '', 'web/setup.cfg': '' }),
    },
    'in the folders above, but in different ones': {
      code: copying('manage.py ./', 'local.conf ./'),
      path: 'docker/Dockerfile',
      files: project({ 'docker/local.conf': '' }),
    },
    'a pattern that fits nothing may be meant so': { code: copying('manage.py poetry.lock* ./'), files: project() },
    'paths of --parents are patterns': { code: copying('manage.py ./', '--parents a/b ./'), files: project() },
    'left out by the COPY': { code: copying('--exclude=x docker ./'), files: ignoring('docker\n') },
    'brought back': {
      code: copying('docker/start.sh ./', 'docker ./'),
      files: ignoring('docker\n!docker/start.sh\n'),
    },
    'allowed by name': { code: copying('manage.py ./', 'shop shop'), files: ignoring('*\n!manage.py\n!shop\n') },
    'a folder that becomes empty': { code: copying('docker ./'), files: ignoring('docker/*\n') },
    'a pattern of which something is left': { code: copying('*.* ./'), files: ignoring('*.txt\n') },
    'ignored with everything, and copied with everything': { code: copying('. .'), files: ignoring('*\n') },
    'an ignore file that Docker cannot read': { code: copying('docker ./'), files: ignoring('docker\n[\n') },
    'something of a folder that nobody lists': {
      code: copying('.git/HEAD ./', 'manage.py ./'),
      files: ignoring('.git\n!.git/HEAD\n', { '.git/HEAD': '' }),
    },
    'a template': { code: copying('manage.py ./', '{{ file }} gone ./'), files: project() },
  },
  invalid: {
    'a name that is nearly right': {
      code: copying('«requirement.txt» ./', 'manage.py ./', 'shop ./shop'),
      files: project(),
      severity: 'warning',
      message: 'requirement.txt is not in the build context: the build stops here, and requirements.txt is there',
      fix: 'review',
      title: 'Copy requirements.txt instead',
      fixed: copying('requirements.txt ./', 'manage.py ./', 'shop ./shop'),
    },
    'the right name in another folder': {
      code: copying('manage.py «./start.sh» ./'),
      files: project(),
      severity: 'warning',
      fixed: copying('manage.py ./docker/start.sh ./'),
    },
    'a folder': {
      code: copying('manage.py ./', '«shopp/» ./shop/'),
      files: project(),
      severity: 'warning',
      fixed: copying('manage.py ./', 'shop/ ./shop/'),
    },
    'nothing is near': {
      code: copying('manage.py ./', '«entrypoint.sh» /'),
      files: project(),
      severity: 'warning',
      message: 'entrypoint.sh is not in the build context: the build stops here, unless something makes it before',
      fixed: null,
    },
    'two that could be meant': {
      code: copying('manage.py «run.sh» ./'),
      files: project({ 'a/run.sh': '', 'b/run.sh': '' }),
      severity: 'warning',
      fixed: null,
    },
    'in JSON form': {
      code: copying('[«"requirement.txt"», "manage.py", "./"]'),
      files: project(),
      severity: 'warning',
      fixed: null,
    },
    'from a folder of Dockerfiles': {
      code: copying('manage.py shop ./', '«requirement.txt» ./'),
      path: 'docker/Dockerfile',
      files: project(),
      severity: 'warning',
    },
    'the ignore file leaves it out': {
      code: copying('manage.py ./', '«docker/start.sh» /'),
      files: ignoring('docker\n'),
      severity: 'error',
      message: '.dockerignore leaves docker/start.sh out: COPY does not find it, the build stops',
      related: ['.dockerignore'],
      fixed: null,
    },
    'with everything': {
      code: copying('«manage.py» ./', 'shop shop'),
      files: ignoring('**\n!shop\n'),
    },
    'an ignore file of its own': {
      code: copying('«requirements.txt» ./'),
      files: project({ 'Dockerfile.dockerignore': '*.txt\n' }),
      related: ['Dockerfile.dockerignore'],
    },
    'long names': {
      code: copying('manage.py ./', `«${'long-name/'.repeat(9)}a.txt» ./`, `«${'long-name/'.repeat(9)}*.txt» ./`),
      path: `${'long-name-'.repeat(9)}.Dockerfile`,
      files: project({
        [`${'long-name/'.repeat(9)}a.txt`]: '',
        [`${'long-name-'.repeat(9)}.Dockerfile.dockerignore`]: '**/*.txt\n',
      }),
      severity: ['error', 'warning'],
    },
    'a folder that nobody lists': {
      code: copying('manage.py ./', '«.git» .git'),
      files: ignoring('.git\n', { '.git/HEAD': '' }),
    },
    'a pattern of which nothing is left': {
      code: copying('manage.py ./', '«*.txt» ./', '«docker/*.sh» /'),
      files: ignoring('*.txt\ndocker\n', { 'dev.txt': '' }),
      severity: 'warning',
      message: [
        '.dockerignore leaves out all 2 files that *.txt stands for: COPY brings nothing',
        '.dockerignore leaves out docker/start.sh that docker/*.sh stands for: COPY brings nothing',
      ],
      related: ['.dockerignore', '.dockerignore'],
    },
  },
});
