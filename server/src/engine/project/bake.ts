import type { ConfigNode, TableNode } from '../nodes/nodes.ts';
import { entryOf } from '../nodes/nodes.ts';
import { tableIn } from '../nodes/yaml.ts';
import type { WrittenBuild } from './docker-command.ts';

export const BAKE_FILE = /(?:^|\/)docker-bake(?:\.override)?\.(?:hcl|json)$/;

/** What bake is told of one target: `undefined` says nothing of it, `null` something that is no plain text. */
interface Told {
  readonly context: string | null | undefined;
  readonly dockerfile: string | null | undefined;
  readonly inherits: boolean;
}

/** The builds of the targets whose paths are plain text; what another target or a variable decides is left out. */
function plainBuild({ context, dockerfile, inherits }: Told): WrittenBuild | undefined {
  if (context === null || dockerfile === null) return undefined;
  if (inherits && (context === undefined || dockerfile === undefined)) return undefined;
  // A Dockerfile stands in its context, not where bake runs.
  const folder = context ?? '.';
  return { context: folder, dockerfile: `${folder}/${dockerfile ?? 'Dockerfile'}` };
}

const told = (table: TableNode, name: string): string | null | undefined => {
  const node: ConfigNode | undefined = entryOf(table, name)?.value;
  if (!node) return undefined;
  return node.kind === 'value' && typeof node.value === 'string' && !node.value.includes('${') ? node.value : null;
};

/** JSON is YAML, too. */
export const bakeJson = (root: TableNode): WrittenBuild[] =>
  (tableIn(root, 'target')?.entries ?? []).flatMap(({ value }) => {
    if (value.kind !== 'table' || entryOf(value, 'dockerfile-inline')) return [];
    const [context, dockerfile] = [told(value, 'context'), told(value, 'dockerfile')];
    return plainBuild({ context, dockerfile, inherits: entryOf(value, 'inherits') !== undefined }) ?? [];
  });

const TARGET = /^[ \t]*target[ \t]+"[^"]*"[ \t]*\{[ \t]*\r?$/;
const END = /^[ \t]?\}/;

/** What stands in the blocks of the targets; one without an end is none. */
function targetBodies(text: string): string[] {
  const bodies: string[] = [];
  let open: string[] | undefined;
  for (const line of text.split('\n')) {
    if (TARGET.test(line)) open = [];
    else if (open && END.test(line)) {
      bodies.push(open.join('\n'));
      open = undefined;
    } else open?.push(line);
  }
  return bodies;
}

/** Reads the targets of an HCL file by lines: what no line says in plain text is left out. */
export const bakeHcl = (text: string): WrittenBuild[] =>
  targetBodies(text).flatMap((body) => {
    if (/^\s*dockerfile-inline\s*=/m.test(body)) return [];
    const [context, dockerfile] = [toldIn(body, 'context'), toldIn(body, 'dockerfile')];
    return plainBuild({ context, dockerfile, inherits: /^\s*inherits\s*=/m.test(body) }) ?? [];
  });

function toldIn(body: string, name: string): string | null | undefined {
  const value = new RegExp(`^[ \\t]*${name}[ \\t]*=[ \\t]*(.*)$`, 'm').exec(body)?.[1];
  if (value === undefined) return undefined;
  return /^"([^"\\$]*)"\s*(?:[#/].*)?$/.exec(value)?.[1] ?? null;
}
