import { expect, test } from 'vitest';
import { factsFor } from '../../../../../server/src/engine/project/memory.ts';
import { defaultDevGroups } from '../../../../../server/src/engine/rules/shared/dependencies/dev-groups.ts';
import { stepsOf } from '../../../../../server/src/engine/rules/shared/steps.ts';
import { modelOf } from '../../../model/support.ts';

/** The groups that the last command of a RUN takes along. */
function groups(command: string, pyproject: string): readonly string[] {
  const text = `FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN ${command}\n`;
  const run = modelOf(text).stages[0]?.instructions.find((each) => each.kind === 'run');
  const step = run?.kind === 'run' ? stepsOf(run).at(-1) : undefined;
  const tool = step?.command.tool;
  if (!step || (tool?.kind !== 'uv' && tool?.kind !== 'poetry' && tool?.kind !== 'pdm')) throw new Error('No manager');
  return defaultDevGroups(
    step,
    tool,
    factsFor({ path: 'Dockerfile', text }, { 'manage.py': '', 'pyproject.toml': pyproject }),
  );
}

const STANDARD = '[dependency-groups]\ndev = ["responses==0.25.7", "pytest"]\ntest = ["x"]\nprod = ["gunicorn"]\n';
const POETRY =
  '[tool.poetry.group.Docs.dependencies]\nx = "*"\n[tool.poetry.group.qa]\noptional = true\n[tool.poetry.group.qa.dependencies]\nx = "*"\n';

test.each([
  ['uv sync', STANDARD, ['dev']],
  ['uv sync', `${STANDARD}[tool.uv]\ndefault-groups = ["Test", "prod"]\n`, ['test']],
  ['uv sync', `${STANDARD}[tool.uv]\ndefault-groups = "all"\n`, ['dev', 'test']],
  ['uv sync', `${STANDARD}[tool.uv]\ndefault-groups = []\n`, []],
  ['uv sync', '[tool.uv]\ndev-dependencies = ["x"]\n', ['dev']],
  ['uv sync', '[dependency-groups]\ndev = [{ include-group = "test" }]\ntest = ["x"]\n', ['dev']],
  ['uv sync', '[dependency-groups]\ndev = []\n', []],
  ['uv sync', POETRY, []],
  ['uv sync', '[dependency-groups\ndev = ["x"]\n', []],
  ['poetry install', POETRY, ['docs']],
  ['poetry install', STANDARD, []],
  ['pip install poetry==2.4.1 && poetry install', STANDARD, ['dev', 'test']],
  ['pip install poetry==2.1.0 && poetry install', STANDARD, []],
  ['poetry install', '[tool.poetry.dev-dependencies]\nx = "*"\n', ['dev']],
  ['pdm install', STANDARD, ['dev', 'test']],
  ['pdm install', '[tool.pdm.dev-dependencies]\nlint = ["x"]\n', ['lint']],
  ['pdm install', POETRY, []],
] as const)('%s, %j: %j', (command, pyproject, expected) => expect(groups(command, pyproject)).toEqual(expected));
