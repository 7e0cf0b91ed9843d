import type { DockerfileSyntax, FromNode, PairsNode } from '../syntax/nodes.ts';
import type { Known } from '../text/known.ts';
import { baseImage, stateOf } from './base.ts';
import { type FileScope, globalLookup, setGlobals, stateAfter } from './effects.ts';
import { expandDocker } from './expand.ts';
import { readInstruction } from './instructions.ts';
import { StageBuild } from './stage.ts';
import { StageGraph } from './stage-graph.ts';
import type { StageState } from './state.ts';
import type { Model } from './types.ts';

/**
 * Builds the semantic model. `path` is relative to the workspace folder: its names tell development files from others, where
 * nothing else is known to.
 */
export function buildModel(syntax: DockerfileSyntax, path: string, purpose?: 'develops'): Model {
  const graph = new StageGraph(syntax.instructions);
  const globals = new Map<string, Known<string>>();
  const scope: FileScope = { escape: syntax.escape, globals };
  const file = { text: syntax.text, escape: syntax.escape, names: graph };
  const globalArgs: PairsNode[] = [];
  for (const node of syntax.instructions) {
    const stage = graph.stages.at(-1);
    if (node.kind === 'from') {
      graph.open(openStage(node, graph, scope));
    } else if (stage) {
      stage.instructions.push(readInstruction(node, stage, file));
      stage.end = stateAfter(node, stage.end, scope);
      graph.noteReads(node);
    } else if (node.kind === 'arg') {
      globalArgs.push(node);
      setGlobals(globals, node, syntax.escape);
    }
  }
  const forDevelopment = graph.assignRoles(path, purpose);
  const shipped = graph.stages.filter((stage) => stage.role === 'ships');
  return { syntax, path, stages: graph.stages, globalArgs, shipped, forDevelopment };
}

function openStage(from: FromNode, graph: StageGraph, scope: FileScope): StageBuild {
  const text = from.image?.text ?? '';
  const expanded = expandDocker(text, scope.escape, globalLookup(scope.globals));
  if (!expanded.known) graph.needAnyLike(text);
  const parent = expanded.known ? graph.named(expanded.value) : undefined;
  const base = parent?.base ?? baseImage(text, expanded);
  const start = parent ? behindTriggers(parent, scope) : stateOf(base);
  return new StageBuild({ index: graph.stages.length, from, base, parent, start });
}

/** A stage that is FROM another begins with the ONBUILD instructions of that one. */
function behindTriggers(parent: StageBuild, scope: FileScope): StageState {
  let state = parent.end;
  for (const { node } of parent.instructions)
    if (node.kind === 'onbuild' && node.instruction) state = stateAfter(node.instruction, state, scope);
  return state;
}
