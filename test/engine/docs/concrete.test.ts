import { expect, test } from 'vitest';
import { concreteLines } from '../../../server/src/engine/docs/concrete.ts';
import { buildModel } from '../../../server/src/engine/model/build.ts';
import { factsFor, type MemoryFiles } from '../../../server/src/engine/project/memory.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';

/** What is said of the instruction with this text. */
function linesAt(text: string, at: string, files: MemoryFiles = {}): readonly string[] {
  const facts = factsFor({ path: 'Dockerfile', text }, files);
  const model = buildModel(parseDockerfile(text), 'Dockerfile');
  const node = model.syntax.instructions.find(({ span }) => text.slice(span.start, span.end).startsWith(at));
  if (!node) throw new Error(`there is no ${at}`);
  return concreteLines(node, model, facts, '2026-12-01');
}

test('an image of Python has a last day, and the project its wishes', () => {
  const files = {
    'manage.py': '',
    'pyproject.toml': '[project]\nname = "shop"\nrequires-python = ">=3.12"\ndependencies = ["django"]\n',
  };
  const text = 'FROM python:3.11-slim-trixie\nCOPY pyproject.toml .\nRUN pip install .\n';
  expect(linesAt(text, 'FROM', files)).toEqual([
    'Python 3.11 gets security fixes until 2027-10-31',
    '`pyproject.toml` asks for Python `>=3.12`',
  ]);
  expect(linesAt('FROM python:3.9-slim\n', 'FROM')).toEqual(['Python 3.9 gets no fixes since 2025-10-31']);
  expect(linesAt('FROM postgres:18\n', 'FROM')).toEqual([]);
});

test('a copy of the context tells what has it built again, and how much', () => {
  const files = { 'manage.py': '', 'requirements.txt': '', 'shop/a.py': '', 'shop/b.py': '' };
  const text =
    'FROM python:3.14-slim AS base\nFROM base AS builder\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n' +
    'FROM base\nWORKDIR /app\nCOPY --from=builder /x /x\nCOPY shop shop\nRUN true\n';
  expect(linesAt(text, 'COPY requirements', files)).toEqual([
    'This layer and 4 below it are built again when `requirements.txt` changes',
  ]);
  expect(linesAt(text, 'COPY shop', files)).toEqual([
    'This layer and 1 below it are built again when one of 2 files changes',
  ]);
  expect(linesAt(text, 'COPY --from', files)).toEqual([]);
});

test('the last layer has none below, and what is not there says nothing', () => {
  const text = 'FROM python:3.14-slim\nCOPY manage.py gone.py* /app/\n';
  expect(linesAt(text, 'COPY', { 'manage.py': '' })).toEqual(['This layer is built again when `manage.py` changes']);
  expect(linesAt('FROM python:3.14-slim\nCOPY gone.py /app/\n', 'COPY', { 'manage.py': '' })).toEqual([]);
});
