import { lastPart } from '../text/path.ts';
import { readDependencies } from './dependencies/read.ts';
import type { ParsedFiles } from './parsed.ts';
import { readModule } from './python/read.ts';
import { eachStatement } from './python/walk.ts';
import { yamlOf } from './yaml-file.ts';

/** Manifests and locks that are one text of TOML or JSON. */
const MANIFEST = /^(?:pyproject\.toml|pylock(?:\.[^.]+)?\.toml|(?:uv|poetry|pdm)\.lock|Pipfile(?:\.lock)?)$/;

type Judge = (path: string, text: string, parsed: ParsedFiles) => boolean;

/** What is worked out here is what facts are made of, so that nothing is read twice. */
function judgeOf(path: string): Judge | undefined {
  if (MANIFEST.test(lastPart(path))) return (_, text, parsed) => parsed.read(path, text, readDependencies).known;
  if (/\.(?:ya?ml|json)$/.test(path)) return (_, text, parsed) => parsed.read(path, text, yamlOf).known;
  return path.endsWith('.py') ? (_, text, parsed) => parsed.read(path, text, isWholeModule) : undefined;
}

function isWholeModule(_: string, text: string): boolean {
  let isWhole = true;
  eachStatement(readModule(text), ({ kind }) => {
    isWhole &&= kind !== 'broken';
  });
  return isWhole;
}

/** A mistake in it hides what the rest says. In a file of lines, it hides one line. */
export const mayBreak = (path: string): boolean => judgeOf(path) !== undefined;

/** Whether a text can be read as what its file is. */
export const isWhole = (path: string, text: string, parsed: ParsedFiles): boolean =>
  text.trim() === '' || judgeOf(path)?.(path, text, parsed) !== false;
