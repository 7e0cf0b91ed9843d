import rule from '../../../server/src/engine/rules/dependencies/uv-export-project.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\n';
const PIP = 'RUN pip install -r requirements.txt\n';
const PACKAGE = '[project]\nname = "shop"\n\n[build-system]\nrequires = ["hatchling"]\n';
const files = (pyproject: string, more: Readonly<Record<string, string>> = {}) => ({
  'manage.py': '',
  'uv.lock': '',
  'pyproject.toml': pyproject,
  ...more,
});

testRule(rule, {
  valid: {
    'the project is no package': {
      code: `${FROM}RUN uv export --locked -o requirements.txt\n${PIP}`,
      files: files('[project]\nname = "shop"\n'),
    },
    'it says that it is none': {
      code: `${FROM}RUN uv export --locked -o requirements.txt\n${PIP}`,
      files: files(`${PACKAGE}[tool.uv]\npackage = false\n`),
    },
    'the project is left out': {
      code: `${FROM}RUN uv export --locked --no-emit-project -o requirements.txt\n${PIP}`,
      files: files(PACKAGE),
    },
    'the workspace is left out': {
      code: `${FROM}RUN uv export --no-emit-workspace > requirements.txt\n${PIP}`,
      files: files(PACKAGE),
    },
    'local projects are left out': {
      code: `${FROM}RUN uv export --no-emit-local > requirements.txt\n${PIP}`,
      files: files(PACKAGE),
    },
    'only a group': {
      code: `${FROM}RUN uv export --only-group prod > requirements.txt\n${PIP}`,
      files: files(PACKAGE),
    },
    'nobody knows the project': `${FROM}RUN uv export --locked -o requirements.txt\n${PIP}`,
    'uv installs it, which can': {
      code: `${FROM}RUN uv export --no-hashes -o requirements.txt && uv pip install --system -r requirements.txt\n`,
      files: files(PACKAGE),
    },
    'nobody installs it': `${FROM}RUN uv export --no-hashes -o requirements.txt\n`,
    'another file is installed': `${FROM}RUN uv export --no-hashes -o all.txt\n${PIP}`,
    'another format': `${FROM}RUN uv export --format=pylock.toml --no-hashes -o requirements.txt\n${PIP}`,
    'options in a variable': `${FROM}ARG O\nRUN uv export $O --no-hashes -o requirements.txt\n${PIP}`,
    'repositories have no hash': {
      code: `${FROM}RUN uv export --no-hashes -o requirements.txt\n${PIP}`,
      files: files(
        '[project]\nname = "shop"\ndependencies = ["x"]\n[tool.uv.sources]\nx = { git = "https://example.com/x" }\n',
      ),
    },
    'a repository that only the lock knows': {
      code: `${FROM}RUN uv export --no-hashes -o requirements.txt\n${PIP}`,
      files: files('[project]\nname = "shop"\ndependencies = ["y"]\n', {
        'uv.lock':
          'version = 1\n\n[[package]]\nname = "x"\nversion = "1.0"\nsource = { git = "https://example.com/x#0123" }\n',
      }),
    },
  },
  invalid: {
    'a package among hashes': {
      code: `${FROM}RUN «uv export --locked -o requirements.txt» && pip install -r requirements.txt\n`,
      files: files(PACKAGE),
      message: 'uv export adds the project itself as “-e .”, which pip refuses among hashes: the build stops',
      related: ['pip install -r requirements.txt'],
      title: 'Add --no-emit-project',
      fixed: `${FROM}RUN uv export --no-emit-project --locked -o requirements.txt && pip install -r requirements.txt\n`,
    },
    'written by a redirect, in a folder of its own': {
      code: `${FROM}RUN «uv export» > /tmp/requirements.txt\nRUN cd /tmp && pip wheel -w /wheels -r requirements.txt\n`,
      files: files('[project]\nname = "shop"\n[tool.uv]\npackage = true\n'),
    },
    'the code lies in src': {
      code: `${FROM}RUN «uv export -o requirements.txt»\n${PIP}`,
      files: files(PACKAGE, { 'src/shop/wsgi.py': '' }),
      fix: 'review',
    },
    'in another stage, without an index': {
      code: `FROM python:3.13-slim AS builder\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN «uv export «--no-hashes» -o requirements.txt»\nRUN pip wheel --no-deps -w /wheels -r requirements.txt\nFROM python:3.13-slim\nCOPY --from=builder /app/requirements.txt /tmp/\nRUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-index -f /wheels -r /tmp/requirements.txt\n`,
      files: files(PACKAGE),
      message: [
        'uv export adds the project itself as “-e .”: pip cannot build it with --no-index, so the build stops',
        /^--no-hashes/,
      ],
      severity: ['error', 'info'],
      fix: 'safe',
    },
    'without hashes': {
      code: `${FROM}RUN uv export «--no-hashes» -o requirements.txt\n${PIP}`,
      severity: 'info',
      message: '--no-hashes drops what uv.lock knows: pip takes a package that was tampered with as well',
      title: 'Export the hashes as well',
      fix: 'review',
      fixed: `${FROM}RUN uv export -o requirements.txt\n${PIP}`,
    },
    'without hashes and from an index pip may build the project': {
      code: `${FROM}COPY . .\nRUN uv export «--no-hashes» -o requirements.txt\n${PIP}`,
      files: files(PACKAGE),
      severity: 'info',
      fixed: null,
    },
    'without hashes, and wheels are built': {
      code: `${FROM}RUN uv export --format requirements-txt «--no-hashes» -o /app/requirements.txt\nRUN pip wheel --no-deps -w /app/wheels -r /app/requirements.txt\n`,
      severity: 'info',
      fixed: null,
    },
  },
});
