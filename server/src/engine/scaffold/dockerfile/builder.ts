import { TOOL_COMPANIONS, TOOL_VERSIONS } from '../../data/scaffold.ts';
import { APP } from '../layout.ts';
import { partsOf } from '../parts.ts';
import type { Plan } from '../types.ts';
import { bindMounts, cacheMount, continued, mounted } from './lines.ts';

/** Where the dependencies are installed, in each stage. */
export const VENV = '/opt/venv';

const BUILD = '/build';

const PIP_CACHE = cacheMount('/root/.cache/pip');
const NEW_VENV = 'RUN python -m venv "$VIRTUAL_ENV"';

/** What installs the project's dependencies into the environment that the image gets. */
export function installLines(plan: Plan): readonly string[] {
  switch (plan.choices.manager) {
    case 'pip':
      return pipLines(plan);
    case 'uv':
      return uvLines(plan);
    case 'poetry':
      return poetryLines(plan);
    case 'pipenv':
      return pipenvLines(plan);
    case 'pdm':
      return pdmLines(plan);
  }
}

function pipLines({ survey }: Plan): readonly string[] {
  const { requirements } = survey.sources;
  const { file, all, hashed, local } = requirements ?? {
    file: 'requirements.txt',
    all: ['requirements.txt'],
    hashed: false,
    local: false,
  };
  const command = `pip install ${hashed ? '--require-hashes ' : ''}--requirement ${file}`;
  // What the requirements take from the project lies where it will lie in the image: an editable install points there.
  if (local) return [`WORKDIR ${APP}`, NEW_VENV, 'COPY . .', mounted([PIP_CACHE], command)];
  return [`WORKDIR ${BUILD}`, NEW_VENV, mounted([PIP_CACHE, ...bindMounts(BUILD, all)], command)];
}

function uvLines(plan: Plan): readonly string[] {
  const { sources } = plan.survey;
  const members = sources.localPackages('uv');
  const locked = sources.hasLock('uv');
  const files = [
    ...(locked ? ['uv.lock'] : []),
    'pyproject.toml',
    ...members.map((folder) => `${folder}/pyproject.toml`),
  ];
  const { groups, extras } = partsOf(plan);
  const parts = [...extras.map((name) => ` --extra ${name}`), ...groups.map((name) => ` --group ${name}`)].join('');
  const sync = `uv sync${locked ? ' --locked' : ''} --no-install-project${parts}`;
  const cache = cacheMount('/root/.cache/uv');
  return [
    `COPY --from=ghcr.io/astral-sh/uv:${TOOL_VERSIONS.uv} /uv /bin/uv`,
    continued('ENV UV_COMPILE_BYTECODE=1', [
      'UV_LINK_MODE=copy',
      'UV_NO_DEV=1',
      `UV_PROJECT_ENVIRONMENT=${VENV}`,
      'UV_PYTHON_DOWNLOADS=never',
    ]),
    `WORKDIR ${BUILD}`,
    mounted([cache, ...bindMounts(BUILD, files)], members.length > 0 ? `${sync} --no-install-local` : sync),
    ...(members.length > 0 ? ['COPY . .', mounted([cache], `${sync} --no-editable`)] : []),
  ];
}

/** A program of Python in an environment of its own, which stays in the builder. */
function ownTool(name: 'poetry' | 'pipenv' | 'pdm'): string {
  const folder = `/opt/${name}`;
  const asked = [`${name}==${TOOL_VERSIONS[name]}`, ...TOOL_COMPANIONS[name]];
  return mounted(
    [PIP_CACHE],
    `python -m venv ${folder} \\\n    && ${folder}/bin/pip install ${asked.map((each) => `"${each}"`).join(' ')}`,
  );
}

function poetryLines(plan: Plan): readonly string[] {
  const { sources } = plan.survey;
  const { groups, extras } = partsOf(plan);
  const local = sources.localPackages('poetry').length > 0;
  const only = ['main', ...groups].join(',');
  const parts = extras.map((name) => ` --extras=${name}`).join('');
  const install = `/opt/poetry/bin/poetry install --only=${only}${parts} --no-root --compile --no-interaction`;
  const cache = cacheMount('/root/.cache/pypoetry');
  const files = [...(sources.hasLock('poetry') ? ['poetry.lock'] : []), 'pyproject.toml'];
  return [
    ownTool('poetry'),
    `WORKDIR ${local ? APP : BUILD}`,
    NEW_VENV,
    ...(local ? ['COPY . .', mounted([cache], install)] : [mounted([cache, ...bindMounts(BUILD, files)], install)]),
  ];
}

function pipenvLines(plan: Plan): readonly string[] {
  const { sources } = plan.survey;
  const locked = sources.hasLock('pipenv');
  const files = [...(locked ? ['Pipfile.lock'] : []), 'Pipfile'];
  const groups = partsOf(plan).groups.join(',');
  return [
    ownTool('pipenv'),
    `WORKDIR ${BUILD}`,
    NEW_VENV,
    mounted(
      [cacheMount('/root/.cache/pipenv'), ...bindMounts(BUILD, files)],
      `/opt/pipenv/bin/pipenv install ${locked ? '--deploy' : '--skip-lock'}${groups === '' ? '' : ` --categories="packages ${groups}"`}`,
    ),
  ];
}

function pdmLines(plan: Plan): readonly string[] {
  const { sources } = plan.survey;
  const { groups, extras } = partsOf(plan);
  const local = sources.localPackages('pdm').length > 0;
  const parts = [...groups, ...extras].map((name) => ` --group=${name}`).join('');
  // Without a lock there is nothing to synchronize with.
  const command = sources.hasLock('pdm') ? 'sync' : 'install';
  const sync = `/opt/pdm/bin/pdm ${command} --prod${parts} --no-self`;
  const cache = cacheMount('/root/.cache/pdm');
  const files = [...(sources.hasLock('pdm') ? ['pdm.lock'] : []), 'pyproject.toml'];
  return [
    ownTool('pdm'),
    `WORKDIR ${local ? APP : BUILD}`,
    NEW_VENV,
    ...(local ? ['COPY . .', mounted([cache], sync)] : [mounted([cache, ...bindMounts(BUILD, files)], sync)]),
  ];
}
