import type { ConfigEntry, ConfigNode, TableNode } from '../../nodes/nodes.ts';
import { commandOf } from './command.ts';
import { type Fields, nodeAt } from './fields.ts';
import { configsOf, portsOf, tmpfsOf, volumesFrom, volumesOf } from './mounts.ts';
import type {
  ComposeBuild,
  ComposeDependency,
  ComposeExtends,
  ComposeHealthcheck,
  ComposePurpose,
  ComposeService,
  ComposeVariable,
} from './types.ts';

/** Reads one service as its file has it; what it extends comes later. */
export function readService(entry: ConfigEntry, fields: Fields, purpose: ComposePurpose): ComposeService | undefined {
  const { value: table, name } = entry;
  if (table.kind !== 'table') return undefined;
  const at = (key: string): ConfigNode | undefined => nodeAt(table, key);
  const readOnly = at('read_only');
  const truth = fields.truth(readOnly);
  return {
    name: { value: name, from: fields.placeOfName(entry) },
    file: fields.path,
    purpose,
    hidden: undefined,
    laidOver: undefined,
    extends: extendsOf(at('extends'), fields),
    build: buildOf(at('build'), fields),
    image: fields.text(at('image')),
    command: commandOf(at('command'), fields),
    entrypoint: commandOf(at('entrypoint'), fields),
    user: fields.text(at('user')),
    workingDir: fields.text(at('working_dir')),
    stopSignal: fields.text(at('stop_signal')),
    readOnly: readOnly && truth && { value: truth, from: fields.placeOf(readOnly) },
    healthcheck: healthcheckOf(at('healthcheck'), fields),
    environment: variablesOf(at('environment'), fields),
    envFiles: envFilesOf(at('env_file'), fields),
    ports: portsOf(at('ports'), fields),
    volumes: [
      ...volumesOf(at('volumes'), fields),
      ...tmpfsOf(at('tmpfs'), fields),
      ...volumesFrom(at('volumes_from'), fields),
      ...configsOf(at('configs'), fields),
    ],
    dependsOn: dependenciesOf(at('depends_on'), fields),
    profiles: fields.texts(at('profiles')),
  };
}

function extendsOf(node: ConfigNode | undefined, fields: Fields): ComposeExtends | undefined {
  const service = fields.text(node?.kind === 'table' ? nodeAt(node, 'service') : node);
  const file = node?.kind === 'table' ? fields.text(nodeAt(node, 'file')) : undefined;
  return service && { service, file, from: service.from };
}

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

function buildOf(node: ConfigNode | undefined, fields: Fields): ComposeBuild | undefined {
  if (!node || node.kind === 'list') return undefined;
  const folder = folderOf(fields.path);
  const from = fields.placeOf(node);
  if (node.kind === 'value') {
    const context = fields.text(node);
    return context && { from, folder, context, dockerfile: undefined, inline: false, target: undefined, args: [] };
  }
  return {
    from,
    folder,
    context: fields.text(nodeAt(node, 'context')),
    dockerfile: fields.text(nodeAt(node, 'dockerfile')),
    inline: fields.text(nodeAt(node, 'dockerfile_inline')) !== undefined,
    target: fields.text(nodeAt(node, 'target')),
    args: variablesOf(nodeAt(node, 'args'), fields),
  };
}

function healthcheckOf(node: ConfigNode | undefined, fields: Fields): ComposeHealthcheck | undefined {
  if (node?.kind !== 'table') return undefined;
  const disable = fields.truth(nodeAt(node, 'disable'));
  const asked = nodeAt(node, 'test');
  const test = commandOf(asked, fields);
  const [first] = test?.words ?? [];
  const kind = test?.form === 'list' && first?.value.known ? first.value.value : undefined;
  const isNone = kind === 'NONE';
  const words = kind === 'CMD' || kind === 'CMD-SHELL' || isNone ? test?.words.slice(1) : test?.words;
  return {
    disabled: isNone || (disable?.known === true && disable.value),
    test: words && !isNone ? words : undefined,
    shell: test?.form === 'text' ? fields.text(asked) : kind === 'CMD-SHELL' ? test?.words[1] : undefined,
    from: fields.placeOf(node),
  };
}

/** A map of names, or a list of `NAME=value`. */
function variablesOf(node: ConfigNode | undefined, fields: Fields): ComposeVariable[] {
  if (node?.kind === 'table') {
    return node.entries.map((entry) => ({
      name: entry.name,
      value: fields.text(entry.value),
      from: fields.placeOfName(entry),
    }));
  }
  if (node?.kind !== 'list') return [];
  return node.items.flatMap((item) => {
    if (item.kind !== 'value' || item.value === undefined) return [];
    const text = String(item.value);
    const equals = text.indexOf('=');
    const name = equals === -1 ? text : text.slice(0, equals);
    const value = equals === -1 ? undefined : fields.piece(text.slice(equals + 1), item);
    return [{ name, value, from: fields.placeOf(item) }];
  });
}

/** A path, a list of paths, or a list of maps with a path. */
const envFilesOf = (node: ConfigNode | undefined, fields: Fields) =>
  (node?.kind === 'list' ? node.items : [node]).flatMap(
    (item) => fields.text(item?.kind === 'table' ? nodeAt(item, 'path') : item) ?? [],
  );

function dependenciesOf(node: ConfigNode | undefined, fields: Fields): ComposeDependency[] {
  if (node?.kind === 'table') {
    return node.entries.map((entry) => ({
      service: entry.name,
      condition: conditionOf(entry.value, fields),
      from: fields.placeOfName(entry),
    }));
  }
  return fields
    .texts(node)
    .flatMap(({ value, from }) => (value.known ? [{ service: value.value, condition: STARTED, from }] : []));
}

const STARTED = 'service_started';

function conditionOf(node: ConfigNode, fields: Fields): string {
  const condition = node.kind === 'table' ? fields.text(nodeAt(node, 'condition'))?.value : undefined;
  return condition?.known ? condition.value : STARTED;
}

/** Whether a table looks like that of a service: what files with names of all kinds are told apart by. */
export const looksLikeService = ({ entries }: TableNode): boolean =>
  entries.some(({ name }) => name === 'image' || name === 'build' || name === 'extends');
