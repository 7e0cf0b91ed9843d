import { type ConfigNode, entryOf, type TableNode } from '../nodes/nodes.ts';
import { tableIn } from '../nodes/yaml.ts';
import { parseScript } from '../shell/parse.ts';
import { PlacedText } from '../shell/text.ts';
import { buildsIn, type WrittenBuild } from './docker-command.ts';

export const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
export const GITLAB = /^\.gitlab-ci\.ya?ml$/;
export const MAKEFILE = /(?:^|\/)(?:GNUm|M|m)akefile$/;

const buildsOfText = (text: string): WrittenBuild[] => buildsIn(parseScript(new PlacedText(text, 0)));

const tablesIn = (node: ConfigNode | undefined): TableNode[] =>
  node?.kind === 'list' ? node.items.filter((item) => item.kind === 'table') : [];

const textIn = (table: TableNode, name: string): string | undefined => {
  const value = entryOf(table, name)?.value;
  return value?.kind === 'value' && typeof value.value === 'string' ? value.value : undefined;
};

/** Builds of a workflow of GitHub: its own commands and docker/build-push-action. */
export function workflowBuilds(root: TableNode): WrittenBuild[] {
  if (entryOf(root, 'defaults')) return [];
  const jobs = tableIn(root, 'jobs')?.entries ?? [];
  return jobs.flatMap(({ value: job }) => {
    // Its commands run in another folder.
    if (job.kind !== 'table' || entryOf(job, 'defaults')) return [];
    return tablesIn(entryOf(job, 'steps')?.value).flatMap(stepBuilds);
  });
}

function stepBuilds(step: TableNode): WrittenBuild[] {
  const run = textIn(step, 'run');
  if (run !== undefined) return entryOf(step, 'working-directory') ? [] : buildsOfText(run);
  const options = tableIn(step, 'with');
  if (!options || !/^docker\/build-push-action@/.test(textIn(step, 'uses') ?? '')) return [];
  const [context, file] = [textIn(options, 'context') ?? '.', textIn(options, 'file')];
  return context.includes('${') || file?.includes('${') ? [] : [{ context, dockerfile: file }];
}

/** Builds of a pipeline of GitLab: the lines of its jobs. */
export const gitlabBuilds = (root: TableNode): WrittenBuild[] =>
  root.entries.flatMap(({ value: job }) => {
    if (job.kind !== 'table') return [];
    const lines = ['before_script', 'script'].flatMap((name) => linesOf(entryOf(job, name)?.value));
    return buildsOfText(lines.join('\n'));
  });

const linesOf = (node: ConfigNode | undefined): string[] => {
  if (node?.kind === 'list') return node.items.flatMap(linesOf);
  return node?.kind === 'value' && typeof node.value === 'string' ? [node.value] : [];
};

/** Builds in the recipes of a Makefile: each of their lines has a shell of its own. */
export const makefileBuilds = (text: string): WrittenBuild[] =>
  text
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .filter((line) => line.startsWith('\t') && /\bbuild\b/.test(line))
    .flatMap((line) => buildsOfText(line.replace(/^[\t @+-]+/, '')));
