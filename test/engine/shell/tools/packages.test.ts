import { describe, expect, test } from 'vitest';
import { tool, toolOf, values } from '../support.ts';

describe('apt', () => {
  test.each([
    ['apt-get install -y curl git', 'install', ['curl', 'git']],
    ['apt-get -y install curl', 'install', ['curl']],
    ['apt-get update', 'update', []],
    ['apt install curl', 'install', ['curl']],
    ['aptitude -y install curl', 'install', ['curl']],
    ['sudo apt-get install curl', 'install', ['curl']],
    ['DEBIAN_FRONTEND=noninteractive apt-get install curl', 'install', ['curl']],
    ['/usr/bin/apt-get install curl', 'install', ['curl']],
    ['apt-get install -t bookworm-backports -o Dpkg::Options::=--force-confold curl', 'install', ['curl']],
    ['apt-get install -a arm64 -P nocheck -c /x.conf curl', 'install', ['curl']],
    ['apt-get install --target-release=sid curl=7.* "git"', 'install', ['«curl=7.*»', 'git']],
    ['apt-get install $PACKAGES', 'install', ['«$PACKAGES»']],
    ['apt-get "$ACTION" x', undefined, ['x']],
    ['apt-get distclean', 'distclean', []],
    ['apt-get purge -y --auto-remove gcc', 'purge', ['gcc']],
  ])('%s', (text, action, packages) => {
    const found = toolOf('apt', text);
    expect(found.action).toBe(action);
    expect(values(found.packages)).toEqual(packages);
  });

  test.each([
    ['apt-get install -y x', true],
    ['apt-get install --yes x', true],
    ['apt-get install --assume-yes x', true],
    ['apt-get install -yqq x', true],
    ['apt-get install -yq x', true],
    ['apt-get -qq install x', true],
    ['apt-get -q -q install x', true],
    ['apt-get -q=2 install x', true],
    ['apt-get --quiet=2 install x', true],
    ['apt-get -o APT::Get::Assume-Yes=true install x', true],
    ['apt-get -oAPT::Get::Assume-Yes=1 install x', true],
    ['apt-get --option=apt::get::assume-yes install x', true],
    ['apt-get -o APT::Get::Assume-Yes=false install x', false],
    ['apt-get -q install x', false],
    ['apt-get -q=1 install x', false],
    ['apt-get install -t y x', false],
    ['apt-get install -- -y', false],
    ['aptitude -q -q install x', false],
  ])('%s: assumes yes %s', (text, expected) => expect(toolOf('apt', text).assumeYes).toBe(expected));

  test.each([
    ['apt-get install --no-install-recommends x', true],
    ['apt-get install -o APT::Install-Recommends=0 x', true],
    ['apt-get install -o APT::Install-Recommends=false x', true],
    ['apt-get install -o "APT::Install-Recommends=no" x', true],
    ['apt-get install --install-recommends=no x', true],
    ['aptitude install -R x', true],
    ['aptitude install --without-recommends x', true],
    ['apt-get install -o APT::Install-Recommends=true x', false],
    ['apt-get install --no-install-suggests x', false],
    ['apt-get install x', false],
  ])('%s: no recommends %s', (text, expected) => expect(toolOf('apt', text).noRecommends).toBe(expected));

  test.each([
    'apt-install x',
    './docker-apt-install.sh x',
    'apt_install x',
    'apt-get-install.sh x',
    '$APT install x',
    'apt-cache show x',
  ])('%s is somebody’s own', (text) => expect(tool(text)).toBeUndefined());
});

describe('apk', () => {
  test.each([
    ['apk add --no-cache gcc musl-dev', 'add', ['gcc', 'musl-dev'], true, undefined],
    ['apk --no-cache add gcc', 'add', ['gcc'], true, undefined],
    ['apk add -U --virtual .build gcc', 'add', ['gcc'], false, '.build'],
    ['apk add --virtual=.build gcc', 'add', ['gcc'], false, '.build'],
    ['apk add -t .build gcc', 'add', ['gcc'], false, '.build'],
    ['apk add --repository http://x/edge -X http://y gdal', 'add', ['gdal'], false, undefined],
    ['apk del .build', 'del', ['.build'], false, undefined],
    ['apk --update add gcc', 'add', ['gcc'], false, undefined],
  ])('%s', (text, action, packages, noCache, virtual) => {
    const found = toolOf('apk', text);
    expect(found).toMatchObject({ action, noCache, virtual });
    expect(values(found.packages)).toEqual(packages);
  });
});

describe('pip', () => {
  test.each([
    'pip install django',
    'pip3 install django',
    'pip3.12 install django',
    '/opt/venv/bin/pip install django',
    '$VENV/bin/pip install django',
    'python -m pip install django',
    'python3.12 -m pip install django',
    '/venv/bin/python -m pip install django',
    'python -mpip install django',
    'python -Im pip install django',
    'python -W ignore -X dev -m pip install django',
    'PIP_NO_CACHE_DIR=1 exec pip install django',
    'pip --disable-pip-version-check install django',
    'uv pip install django',
  ])('%s', (text) => {
    const found = toolOf('pip', text);
    expect(found.action).toBe('install');
    expect(values(found.targets)).toEqual(['django']);
    expect(found.front).toBe(text.startsWith('uv') ? 'uv' : 'pip');
    expect(found.subcommand?.literal).toBe('install');
  });

  test('the program is the word that names pip', () => {
    expect(toolOf('pip', 'python -m pip install x').program.text).toBe('pip');
    expect(toolOf('pip', '/v/bin/pip install x').program.text).toBe('/v/bin/pip');
  });

  test.each([
    ['pip install -r requirements.txt', ['requirements.txt'], [], [], []],
    ['pip install -rrequirements.txt', ['requirements.txt'], [], [], []],
    ['pip install --requirement=requirements.txt', ['requirements.txt'], [], [], []],
    [
      'pip install --requirement requirements.txt -c c.txt --constraint=d.txt',
      ['requirements.txt'],
      ['c.txt', 'd.txt'],
      [],
      [],
    ],
    ['pip install -r a.txt -r "b.txt" -e . x', ['a.txt', 'b.txt'], [], ['.'], ['x']],
    ['pip install -e .[dev] --editable=git+https://x', [], [], ['«.[dev]»', 'git+https://x'], []],
    ['pip install -Ur a.txt', ['a.txt'], [], [], []],
    ['pip install $FLAGS -r $FILE', ['«$FILE»'], [], [], ['«$FLAGS»']],
    ['uv pip install -r a.txt -c c.txt -e .', ['a.txt'], ['c.txt'], ['.'], []],
    ['uv pip install --requirements a.txt --requirement b.txt', ['a.txt', 'b.txt'], [], [], []],
    ['uv pip sync requirements.txt', ['requirements.txt'], [], [], []],
    ['pip install ./dist/x.whl /wheels/* .', [], [], [], ['./dist/x.whl', '«/wheels/*»', '.']],
    [
      'pip install uvicorn[standard] psycopg[binary,pool]==3.2 "django>=5"',
      [],
      [],
      [],
      ['uvicorn[standard]', 'psycopg[binary,pool]==3.2', 'django>=5'],
    ],
    ['pip install file[0-9]', [], [], [], ['«file[0-9]»']],
  ])('%s', (text, requirements, constraints, editables, targets) => {
    const found = toolOf('pip', text);
    expect(values(found.requirements)).toEqual(requirements);
    expect(values(found.constraints)).toEqual(constraints);
    expect(values(found.editables)).toEqual(editables);
    expect(values(found.targets)).toEqual(targets);
  });

  test.each([
    '-i',
    '--index-url',
    '--extra-index-url',
    '-f',
    '--find-links',
    '-t',
    '--target',
    '--prefix',
    '--root',
    '--python',
    '--python-version',
    '--platform',
    '--abi',
    '--implementation',
    '--src',
    '--progress-bar',
    '--cert',
    '--client-cert',
    '--proxy',
    '--retries',
    '--timeout',
    '--default-timeout',
    '--exists-action',
    '--trusted-host',
    '--log',
    '--cache-dir',
    '--upgrade-strategy',
    '--no-binary',
    '--only-binary',
    '--config-settings',
    '-C',
    '--global-option',
    '--report',
    '--group',
    '--build-constraint',
    '--root-user-action',
    '--keyring-provider',
    '--use-feature',
    '--use-deprecated',
    '-w',
    '-d',
  ])('pip %s takes a value', (option) => {
    expect(values(toolOf('pip', `pip install ${option} value django`).targets)).toEqual(['django']);
  });

  test.each([
    '-i',
    '--index-url',
    '--extra-index-url',
    '--index',
    '--default-index',
    '-f',
    '-t',
    '--target',
    '--prefix',
    '-p',
    '--python',
    '--python-version',
    '--python-platform',
    '--cache-dir',
    '--link-mode',
    '--no-binary',
    '--only-binary',
    '-C',
    '-P',
    '--extra',
    '--group',
    '-b',
    '--overrides',
    '--torch-backend',
    '--resolution',
    '--prerelease',
    '--exclude-newer',
    '--index-strategy',
    '--trusted-host',
    '--config-file',
    '--directory',
  ])('uv pip %s takes a value', (option) => {
    expect(values(toolOf('pip', `uv pip install ${option} value django`).targets)).toEqual(['django']);
  });

  test.each([
    ['pip install --no-cache-dir x', '--no-cache-dir'],
    ['pip install --no-cache x', '--no-cache'],
    ['pip --no-cache-dir install x', '--no-cache-dir'],
    ['uv pip install --no-cache x', '--no-cache'],
    ['uv pip install -n x', '-n'],
    ['uv --no-cache pip install x', '--no-cache'],
    ['pip install --no-clean x', undefined],
    ['pip install x', undefined],
  ])('%s keeps the cache off with %s', (text, option) => {
    expect(toolOf('pip', text).noCache?.name).toBe(option);
  });

  test.each([
    ['pip install --user x', { user: true }],
    ['pip install --no-deps x', { noDeps: true }],
    ['pip install --no-dependencies x', { noDeps: true }],
    ['pip install --no-index --find-links=/wheels -f /more x', { noIndex: true, findLinks: ['/wheels', '/more'] }],
    ['pip install -U pip', { upgrade: true }],
    ['pip install --upgrade pip', { upgrade: true }],
    ['pip install --break-system-packages x', { breakSystemPackages: true }],
    ['uv pip install --system x', { destination: { name: '--system' } }],
    ['uv pip install --python /venv/bin/python x', { destination: { name: '--python', literal: '/venv/bin/python' } }],
    ['pip install --prefix=/install x', { destination: { name: '--prefix', literal: '/install' } }],
    ['pip install -t /lib x', { destination: { name: '-t', canonical: '--target', literal: '/lib' } }],
    ['pip cache purge', { action: 'cache purge', targets: [] }],
    ['pip config set global.index-url https://x', { action: 'config set', targets: [] }],
    ['pip wheel -w /wheels -r a.txt', { action: 'wheel', targets: [] }],
    ['pip --version', { action: undefined, subcommand: undefined }],
  ])('%s', (text, expected) => expect(toolOf('pip', text)).toMatchObject(expected));

  test.each([
    '$PIP install x',
    'pipx install x',
    'pip-compile a.in',
    'pip-sync',
    'conda install pip',
    'python setup.py install',
    "python -c 'import pip'",
    'python',
    'xargs pip install',
  ])('%s is not pip', (text) => expect(tool(text)?.kind).not.toBe('pip'));
});

describe('uv', () => {
  test.each([
    [
      'uv sync',
      { action: 'sync', locked: false, frozen: false, noDev: false, noInstallProject: false, noCache: undefined },
    ],
    ['uv sync --locked --no-dev --no-install-project', { locked: true, noDev: true, noInstallProject: true }],
    ['uv sync --frozen --no-default-groups', { frozen: true, noDev: true }],
    ['uv sync --no-group dev', { noDev: true }],
    ['uv sync --no-group=docs', { noDev: false }],
    ['uv sync --no-install-workspace', { noInstallProject: true }],
    ['uv --no-cache sync', { action: 'sync', noCache: { name: '--no-cache' } }],
    ['uv sync -n', { noCache: { name: '-n' } }],
    ['uv sync --extra prod --group x --package y -p 3.13', { action: 'sync', args: [] }],
    ['uv export --format requirements-txt -o /r.txt --no-emit-project', { action: 'export', args: [] }],
    ['uv tool install poetry==2', { action: 'tool install', args: [{ literal: 'poetry==2' }] }],
    ['uv tool install --with x "y[z]"', { action: 'tool install', args: [{ literal: 'y[z]' }] }],
    ['uv python install 3.13', { action: 'python install', args: [{ literal: '3.13' }] }],
    ['uv cache clean', { action: 'cache clean' }],
    ['uv lock --check', { action: 'lock' }],
    ['uv --version', { action: undefined }],
    ['python -m uv sync', { action: 'sync' }],
    ['/bin/uv --directory /app sync', { action: 'sync' }],
  ])('%s', (text, expected) => expect(toolOf('uv', text)).toMatchObject(expected));

  test.each([
    ['uv run gunicorn -b :80 a.wsgi', 'gunicorn -b :80 a.wsgi', { kind: 'server', server: 'gunicorn' }],
    ['uv run --frozen --no-dev --extra x -- gunicorn a.wsgi', 'gunicorn a.wsgi', { kind: 'server' }],
    ['uv run python manage.py migrate', 'python manage.py migrate', { kind: 'manage', action: 'migrate' }],
    ['uv run manage.py migrate', 'manage.py migrate', { kind: 'manage', action: 'migrate' }],
    ['uv run -m gunicorn a.wsgi', 'gunicorn a.wsgi', { kind: 'server', server: 'gunicorn' }],
    ['uv run --with x --env-file .env celery -A a worker', 'celery -A a worker', { kind: 'celery', app: 'a' }],
    ['uv run exec gunicorn a', 'gunicorn a', { kind: 'server' }],
    ['uv run something --x', 'something --x', undefined],
  ])('%s', (text, runs, ran) => {
    const found = toolOf('uv', text);
    expect(found.action).toBe('run');
    expect(values(found.runs).join(' ')).toBe(runs);
    if (ran) expect(found.ran).toMatchObject(ran);
    else expect(found.ran).toBeUndefined();
  });

  test('the options of `run` are not those of what it runs', () => {
    const found = toolOf('uv', 'uv run --frozen gunicorn --locked --no-dev a');
    expect(found).toMatchObject({ frozen: true, locked: false, noDev: false });
  });

  test.each(['uvx --from gunicorn gunicorn a', 'uv tool run --from gunicorn gunicorn a'])('%s', (text) => {
    expect(toolOf('uv', text)).toMatchObject({ action: 'tool run', ran: { kind: 'server', server: 'gunicorn' } });
  });

  test('programs that start programs without end', () => {
    expect(toolOf('uv', `${'uv run '.repeat(500)}x`).action).toBe('run');
  });
});

describe('poetry, pipenv, pdm', () => {
  test.each([
    ['poetry install', { action: 'install', noRoot: false, withoutDev: false }],
    ['poetry install --no-root --only main', { noRoot: true, withoutDev: true }],
    ['poetry install --only=main,prod -n', { withoutDev: true }],
    ['poetry install --only main,dev', { withoutDev: false }],
    ['poetry install --without dev,test', { withoutDev: true }],
    ['poetry install --without docs', { withoutDev: false }],
    ['poetry install --no-dev', { withoutDev: true }],
    ['poetry -n --no-cache install', { action: 'install', noCache: { name: '--no-cache' } }],
    ['poetry -C /app install -E x', { action: 'install', args: [] }],
    [
      'poetry config virtualenvs.create false',
      { action: 'config', args: [{ literal: 'virtualenvs.create' }, { literal: 'false' }] },
    ],
    ['poetry export -f requirements.txt --output r.txt --without-hashes', { action: 'export', args: [] }],
    ['poetry self add poetry-plugin-export', { action: 'self add', args: [{ literal: 'poetry-plugin-export' }] }],
    ['poetry cache clear pypi --all', { action: 'cache clear', args: [{ literal: 'pypi' }] }],
    ['poetry run python manage.py migrate --noinput', { action: 'run', ran: { kind: 'manage', action: 'migrate' } }],
    ['poetry run gunicorn --no-cache a', { action: 'run', noCache: undefined, ran: { kind: 'server' } }],
    ['python -m poetry install --sync', { action: 'install' }],
    ['/opt/poetry/bin/poetry sync', { action: 'sync' }],
  ])('%s', (text, expected) => expect(toolOf('poetry', text)).toMatchObject(expected));

  test.each([
    ['pipenv install --system --deploy', { action: 'install', system: true, deploy: true, dev: false, args: [] }],
    ['pipenv install --dev', { dev: true }],
    ['pipenv sync -d', { action: 'sync', dev: true }],
    ['pipenv install --python 3.12 --pypi-mirror https://x django', { args: [{ literal: 'django' }] }],
    ['pipenv run gunicorn a.wsgi', { action: 'run', ran: { kind: 'server' } }],
    ['pipenv run python manage.py runserver', { ran: { kind: 'manage', action: 'runserver' } }],
    ['python -m pipenv install', { action: 'install' }],
  ])('%s', (text, expected) => expect(toolOf('pipenv', text)).toMatchObject(expected));

  test.each([
    ['pdm sync --prod --no-editable', { action: 'sync', args: [] }],
    ['pdm install -G prod --no-self', { action: 'install', args: [] }],
    ['pdm run gunicorn a.wsgi', { action: 'run', ran: { kind: 'server' } }],
  ])('%s', (text, expected) => expect(toolOf('pdm', text)).toMatchObject(expected));
});

describe('venv', () => {
  test.each([
    ['python -m venv /opt/venv', '/opt/venv'],
    ['python3 -m venv --copies --prompt app $VIRTUAL_ENV', '«$VIRTUAL_ENV»'],
    ['virtualenv -p python3 /venv', '/venv'],
    ['python -m virtualenv /venv', '/venv'],
    ['uv venv --python 3.13 --relocatable /venv', '/venv'],
    ['uv venv', undefined],
  ])('%s', (text, directory) => {
    const found = toolOf('venv', text);
    expect(found.directory && values([found.directory])[0]).toBe(directory);
  });
});
