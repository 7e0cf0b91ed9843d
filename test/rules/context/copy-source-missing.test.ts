import rule from '../../../server/src/engine/rules/context/copy-source-missing.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const CMD = 'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n';

type Files = Readonly<Record<string, string>>;
const PROJECT = {
  'manage.py': '',
  'requirements.txt': '',
  'shop/urls.py': '',
  'shop/wsgi.py': 'application = object()\n',
  'docker/start.sh': '',
  '.dockerignore': '',
};
const project = (files: Files = {}) => ({ ...PROJECT, ...files });
const ignoring = (lines: string, files: Files = {}) => project({ '.dockerignore': lines, ...files });
const copying = (...words: readonly string[]) => FROM + words.map((each) => `COPY ${each}\n`).join('') + CMD;

const pyproject = (backend: string, more = '') =>
  `[project]\nname = "shop"\nversion = "1.0"\nreadme = "README.md"\n${more}[build-system]\nrequires = ["x"]\nbuild-backend = "${backend}"\n`;
const HATCH = pyproject('hatchling.build');
const POETRY = pyproject('poetry.core.masonry.api');
const packaged = (lines: string, files: Files = {}) =>
  project({ 'pyproject.toml': HATCH, 'README.md': '', 'uv.lock': '', '.dockerignore': lines, ...files });
const PIP = 'RUN pip install --no-cache-dir .\n';
const UV = 'FROM python:3.14-slim-trixie\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\nWORKDIR /app\n';
const POETRY_2 = 'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir poetry==2.5.1\nWORKDIR /app\n';
const LEFT_OUT = '.dockerignore leaves out README.md, which pyproject.toml names: hatchling does not build without it';

testRule(rule, {
  valid: {
    'the readme is there': { code: `${FROM}COPY . .\n${PIP}`, files: packaged('') },
    'the readme is brought back': { code: `${FROM}COPY . .\n${PIP}`, files: packaged('*.md\n!README.md\n') },
    'the readme is copied beside': {
      code: `${FROM}COPY pyproject.toml README.md ./\nCOPY shop shop\n${PIP}`,
      files: packaged(''),
    },
    'the readme comes with a pattern': {
      code: `${FROM}COPY pyproject.toml *.md ./\nCOPY shop shop\n${PIP}`,
      files: packaged(''),
    },
    'the readme is mounted': {
      code: `${FROM}COPY pyproject.toml ./\nCOPY shop shop\nRUN --mount=type=bind,source=README.md,target=/app/README.md pip install .\n`,
      files: packaged(''),
    },
    'everything is mounted': {
      code: `${FROM}RUN --mount=type=bind,target=/app pip install .\n`,
      files: packaged('*.md\n'),
    },
    'something makes it': {
      code: `${FROM}COPY . .\nRUN touch README.md && pip install .\n`,
      files: packaged('*.md\n'),
    },
    'a script may make it': { code: `${FROM}COPY . .\nRUN ./prepare.sh\n${PIP}`, files: packaged('*.md\n') },
    'another stage may bring it': {
      code: `FROM python:3.14 AS docs\nRUN touch /README.md\n${FROM}COPY . .\nCOPY --from=docs / /app/\n${PIP}`,
      files: packaged('*.md\n'),
    },
    'an image nobody knows': {
      code: `FROM registry.example.com/base\nWORKDIR /app\nCOPY . .\n${PIP}`,
      files: packaged('*.md\n'),
    },
    'it is in no folder of the project': {
      code: `${FROM}COPY . .\n${PIP}`,
      files: project({ 'pyproject.toml': HATCH, '.dockerignore': '*.md\n' }),
    },
    'setuptools only warns': {
      code: `${FROM}COPY . .\n${PIP}`,
      files: packaged('*.md\n', { 'pyproject.toml': pyproject('setuptools.build_meta') }),
    },
    'a backend that nobody has tried': {
      code: `${FROM}COPY . .\n${PIP}`,
      files: packaged('*.md\n', { 'pyproject.toml': pyproject('maturin') }),
    },
    'only what it depends on is installed': {
      code: `${FROM}COPY . .\nRUN pip install -r requirements.txt\n`,
      files: packaged('*.md\n'),
    },
    'a package from elsewhere': {
      code: `${FROM}COPY . .\nRUN pip install git+https://github.com/a/b.git@main https://example.com/a/b ./dist/a.whl a/b@1\n`,
      files: packaged('*.md\n'),
    },
    'a build that may not run': {
      code: `${FROM}COPY . .\nRUN if [ -f x ]; then pip install .; fi\n`,
      files: packaged('*.md\n'),
    },
    'nothing is installed': { code: `${FROM}COPY . .\nRUN pip install --dry-run .\n`, files: packaged('*.md\n') },
    'uv leaves the project out': {
      code: `${UV}COPY . .\nRUN uv sync --locked --no-install-project\n`,
      files: packaged('*.md\n'),
    },
    'uv leaves the project out by a variable': {
      code: `${UV}ENV UV_NO_INSTALL_PROJECT=1\nCOPY . .\nRUN uv sync --locked\n`,
      files: packaged('*.md\n'),
    },
    'uv syncs a group alone': {
      code: `${UV}COPY . .\nRUN uv sync --only-group dev\n`,
      files: packaged('*.md\n'),
    },
    'the project is no package to uv': {
      code: `${UV}COPY . .\nRUN uv sync --locked\n`,
      files: packaged('*.md\n', { 'pyproject.toml': `${HATCH}[tool.uv]\npackage = false\n` }),
    },
    'Poetry leaves the project out': {
      code: `${POETRY_2}COPY . .\nRUN poetry install --no-root\n`,
      files: packaged('*.md\n', { 'pyproject.toml': POETRY }),
    },
    'the project is no package to Poetry': {
      code: `${POETRY_2}COPY . .\nRUN poetry install\n`,
      files: packaged('*.md\n', { 'pyproject.toml': `${POETRY}[tool.poetry]\npackage-mode = false\n` }),
    },
    'Poetry 1 only warned': {
      code: `${POETRY_2.replace('2.5.1', '1.8.5')}COPY . .\nRUN poetry install\n`,
      files: packaged('*.md\n', { 'pyproject.toml': POETRY }),
    },
    'what nothing copies is another rule’s for Poetry': {
      code: `${POETRY_2}COPY pyproject.toml ./\nCOPY shop shop\nRUN poetry install\n`,
      files: packaged('', { 'pyproject.toml': POETRY }),
    },
    'the description of the project is not there either': {
      code: `${FROM}COPY . .\n${PIP}`,
      files: packaged('*.md\n*.toml\n'),
    },
    'a readme above the project': {
      code: `${FROM}COPY . .\n${PIP}`,
      files: packaged('*.md\n', { 'pyproject.toml': HATCH.replace('README.md', '../README.md') }),
    },
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
      // The package itself is not copied.
      alsoFires: ['app-module-not-found'],
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
      // The package itself is not copied.
      alsoFires: ['app-module-not-found'],
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
    'the project needs a readme that is left out': {
      code: `${FROM}COPY . .\nRUN «pip install --no-cache-dir .»\n`,
      files: packaged('.git\n*.md\n'),
      message: LEFT_OUT,
      related: ['pyproject.toml', '.dockerignore'],
      title: 'Let README.md through the ignore file',
      elsewhere: { '.dockerignore': '.git\n*.md\n!README.md\n' },
    },
    'editable, with extras, by the full path': {
      code: `${FROM}COPY . /src\nRUN «python -m pip install -e '/src[prod]'»\n`,
      files: packaged('*.md\n'),
      message: LEFT_OUT,
    },
    'as a wheel': {
      code: `${FROM}COPY . .\nRUN «pip wheel -w /wheels ./»\n`,
      files: packaged('*.md\n'),
    },
    'in a folder of the context': {
      code: `${FROM}COPY backend ./\nRUN «pip install --no-cache-dir .»\n`,
      files: {
        'manage.py': '',
        'backend/shop/urls.py': '',
        'backend/pyproject.toml': HATCH,
        'backend/README.md': '',
        '.dockerignore': '**/*.md\n',
      },
      elsewhere: { '.dockerignore': '**/*.md\n!backend/README.md\n' },
    },
    'an allow list, and a file in a folder': {
      code: `${FROM}COPY . .\nRUN «pip install --no-cache-dir .»\n`,
      files: packaged('*\n!shop\n!pyproject.toml\n', {
        'pyproject.toml': HATCH.replace('README.md', 'docs/README.md'),
        'docs/README.md': '',
      }),
      elsewhere: { '.dockerignore': '*\n!shop\n!pyproject.toml\n!docs/README.md\n' },
    },
    'readme and license': {
      code: `${FROM}COPY . .\nRUN «pip install --no-cache-dir .»\n`,
      files: packaged('README.md\nLICENSE\n', {
        'pyproject.toml': pyproject('hatchling.build', 'license = { file = "LICENSE" }\n'),
        LICENSE: '',
      }),
      message: LEFT_OUT,
      related: ['pyproject.toml', '.dockerignore', 'pyproject.toml', '.dockerignore'],
      title: 'Let 2 files through the ignore file',
      elsewhere: { '.dockerignore': 'README.md\nLICENSE\n!README.md\n!LICENSE\n' },
    },
    'nothing copies the readme': {
      code: `${FROM}COPY pyproject.toml ./\nCOPY shop ./shop\nRUN «pip install --no-cache-dir .»\n`,
      files: packaged(''),
      message: 'Nothing copies README.md, which pyproject.toml names: hatchling does not build the project without it',
      related: ['pyproject.toml'],
      title: 'Copy README.md for the build of the project',
      fixed: `${FROM}COPY pyproject.toml README.md ./\nCOPY shop ./shop\n${PIP}`,
    },
    'nothing copies it, and it is left out': {
      code: `${FROM}COPY ./pyproject.toml /app/\nCOPY shop ./shop\nRUN «pip install --no-cache-dir .»\n`,
      files: packaged('*.md\n'),
      message: LEFT_OUT,
      title: 'Copy README.md for the build of the project',
      fixed: `${FROM}COPY ./pyproject.toml ./README.md /app/\nCOPY shop ./shop\n${PIP}`,
      elsewhere: { '.dockerignore': '*.md\n!README.md\n' },
    },
    'nothing copies it, and the other file has a name of its own': {
      code: `${FROM}COPY pyproject.toml /app/pyproject.toml\nCOPY shop ./shop\n# The project.\nRUN «pip install --no-cache-dir .»\n`,
      files: packaged(''),
      fixed: `${FROM}COPY pyproject.toml /app/pyproject.toml\nCOPY shop ./shop\nCOPY README.md ./\n# The project.\n${PIP}`,
    },
    'nothing copies it from its folder': {
      code: `${FROM}COPY pyproject.toml ./\nCOPY shop ./shop\nRUN «pip install --no-cache-dir .»\n`,
      files: packaged('', { 'pyproject.toml': HATCH.replace('README.md', 'docs/README.md'), 'docs/README.md': '' }),
      fixed: `${FROM}COPY pyproject.toml ./\nCOPY shop ./shop\nCOPY docs/README.md ./docs/\n${PIP}`,
    },
    'nothing copies it, nor any code': {
      code: `${FROM}COPY pyproject.toml ./\nRUN «pip install --no-cache-dir .»\nCOPY . .\n`,
      files: packaged(''),
      fixed: null,
    },
    'uv, and the code comes later': {
      code: `${UV}COPY pyproject.toml uv.lock ./\nRUN «uv sync --locked»\nCOPY . .\n`,
      files: packaged(''),
      title: 'Leave the project out of this step with --no-install-project',
      fixed: `${UV}COPY pyproject.toml uv.lock ./\nRUN uv sync --no-install-project --locked\nCOPY . .\n`,
    },
    'uv, with everything': {
      code: `${UV}COPY . .\nRUN «uv sync --locked»\n`,
      files: packaged('*.md\n', { 'pyproject.toml': pyproject('uv_build') }),
      message: /: uv_build does not build without it$/,
      elsewhere: { '.dockerignore': '*.md\n!README.md\n' },
    },
    'Poetry, with everything': {
      code: `${POETRY_2}COPY . .\nRUN «poetry install --only main»\n`,
      files: packaged('*.md\n', { 'pyproject.toml': POETRY }),
      message: /: Poetry does not build without it$/,
      elsewhere: { '.dockerignore': '*.md\n!README.md\n' },
    },
    'long names of all': {
      path: `${'long-name-'.repeat(9)}.Dockerfile`,
      code: `${FROM}COPY . .\nRUN «pip install --no-cache-dir .»\n`,
      files: {
        'manage.py': '',
        'pyproject.toml': pyproject('poetry.core.masonry.api').replace('README.md', `${'long-name-'.repeat(9)}.md`),
        [`${'long-name-'.repeat(9)}.md`]: '',
        [`${'long-name-'.repeat(9)}.Dockerfile.dockerignore`]: '*.md\n',
      },
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
