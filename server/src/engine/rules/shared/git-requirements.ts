import type { RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { PipTool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import type { Span } from '../../text/span.ts';
import { effectiveTool } from './commands.ts';
import { dependencyInstalls } from './dependency-install.ts';
import { installInputs } from './install-inputs.ts';
import { textBesideTool } from './project-file.ts';
import { tomlTable, tomlValue } from './pyproject.ts';

/** A package that a command fetches with git. */
export interface GitRequirement {
  readonly command: Command;
  /** The word of the command that asks for it; undefined where a file does. */
  readonly span: Span | undefined;
  /** Where a file of the project asks for it. */
  readonly file: { readonly path: string; readonly span: Span } | undefined;
  /** It is fetched over ssh. */
  readonly ssh: boolean;
}

const GIT_ADDRESS = /\bgit\+(https?|ssh|git):\/\//;
/** A line for some machines only, or a comment. */
const CONDITIONAL = /;\s*\S/;

/** What a command fetches with git, first of all what stands in the command itself. */
export function gitRequirement(command: Command, run: RunInstruction, facts: ProjectFacts): GitRequirement | undefined {
  const tool = effectiveTool(command);
  switch (tool?.kind) {
    case 'pip':
      return PIP_ACTIONS.has(tool.action ?? '') && !tool.noIndex
        ? (inWords(tool, command) ?? inFiles(command, run, facts))
        : undefined;
    case 'uv':
      return tool.action === 'sync'
        ? inTable(command, sourceOfUv(textBesideTool(run, 'pyproject.toml', facts) ?? ''))
        : undefined;
    case 'pipenv':
      return tool.action === 'install' || tool.action === 'sync'
        ? inTable(command, sourceOfPipenv(textBesideTool(run, 'Pipfile', facts) ?? ''))
        : undefined;
    default:
      return undefined;
  }
}

const PIP_ACTIONS = new Set(['install', 'wheel', 'download']);

function inWords(tool: PipTool, command: Command): GitRequirement | undefined {
  const word = [...tool.targets, ...tool.editables].find(
    ({ text }) => GIT_ADDRESS.test(text) && !CONDITIONAL.test(text),
  );
  return word && { command, span: word.span, file: undefined, ssh: isSsh(word.text) };
}

const isSsh = (text: string): boolean => /\bgit\+ssh:|^\s*["']?ssh:|git@/.test(text);

/** The first line of the requirements files that asks for a repository. */
function inFiles(command: Command, run: RunInstruction, facts: ProjectFacts): GitRequirement | undefined {
  if (!facts.context.known) return undefined;
  const { root } = facts.context.value;
  const installs = dependencyInstalls(run).filter((install) => install.command === command);
  const files = installs.length > 0 ? (installInputs(run, installs, facts)?.files ?? []) : [];
  for (const { contextPath } of files) {
    const text = facts.text(contextPath);
    const span = text.known ? gitLine(text.value) : undefined;
    if (!text.known || !span) continue;
    const path = root === '' ? contextPath : `${root}/${contextPath}`;
    return { command, span: undefined, file: { path, span }, ssh: isSsh(text.value.slice(span.start, span.end)) };
  }
  return undefined;
}

function gitLine(text: string): Span | undefined {
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const content = line.replace(/(?:^|\s)#.*$/, '');
    if (GIT_ADDRESS.test(content) && !CONDITIONAL.test(content))
      return { start: index, end: index + content.trimEnd().length };
  }
  return undefined;
}

const inTable = (command: Command, address: string | undefined): GitRequirement | undefined =>
  address === undefined ? undefined : { command, span: undefined, file: undefined, ssh: isSsh(address) };

const plainName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** The repository of a package that the project itself depends on: groups and extras may stay away. */
function sourceOfUv(text: string): string | undefined {
  const dependencies = tomlValue(tomlTable(text, 'project'), 'dependencies') ?? '';
  const names = Array.from(dependencies.matchAll(/["']([\w.-]+)([^"'\n]*)["']/g));
  for (const [, name = '', rest = ''] of names) {
    if (CONDITIONAL.test(rest)) continue;
    if (GIT_ADDRESS.test(rest)) return rest;
    const line = (tomlTable(text, 'tool.uv.sources') ?? []).find(
      (each) => plainName(/^["']?([\w.-]+)/.exec(each)?.[1] ?? '') === plainName(name),
    );
    const address = /^[^=]*=\s*\{.*\bgit\s*=\s*["']([^"']+)/.exec(line ?? '')?.[1];
    if (address !== undefined && !/\bmarker\s*=/.test(line ?? '')) return address;
  }
  return undefined;
}

function sourceOfPipenv(text: string): string | undefined {
  for (const line of tomlTable(text, 'packages') ?? []) {
    const address = /^[^=]*=\s*\{.*\bgit\s*=\s*["']([^"']+)/.exec(line)?.[1];
    if (address !== undefined && !/\b(?:markers|sys_platform)\s*=/.test(line)) return address;
  }
  return undefined;
}
