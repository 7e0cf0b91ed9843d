import type { ConfigNode, TableNode } from '../../nodes/nodes.ts';
import { known, unknown } from '../../text/known.ts';
import { type Fields, nodeAt, portNumber } from './fields.ts';
import type { ComposePort, ComposeText, ComposeVolume } from './types.ts';

const itemsOf = (node: ConfigNode | undefined): readonly ConfigNode[] => (node?.kind === 'list' ? node.items : []);

export const portsOf = (node: ConfigNode | undefined, fields: Fields): ComposePort[] =>
  itemsOf(node).flatMap((item) => {
    const port = item.kind === 'table' ? longPort(item, fields) : shortPort(fields.text(item));
    return port ?? [];
  });

function longPort(table: TableNode, fields: Fields): ComposePort | undefined {
  const [target, published, protocol] = ['target', 'published', 'protocol'].map((name) =>
    fields.text(nodeAt(table, name)),
  );
  if (!target) return undefined;
  return {
    container: portNumber(target.value),
    host: published && portNumber(published.value),
    protocol: protocol?.value.known ? protocol.value.value.toLowerCase() : 'tcp',
    from: target.from,
  };
}

/** `8000`, `80:8000`, `127.0.0.1:80:8000/tcp`, `[::1]:80:8000`. */
const PORT = /^(?:(?:(?:\[[^\]]*\]|[^[\]:]*):)?([^[\]:]*):)?([^[\]:/]+)(?:\/(\w+))?$/;

function shortPort(text: ComposeText | undefined): ComposePort | undefined {
  if (!text) return undefined;
  const { value, from } = text;
  if (!value.known) return { container: value, host: value, protocol: 'tcp', from };
  const [, host, container = '', protocol = 'tcp'] = PORT.exec(value.value) ?? [];
  return {
    container: portNumber(known(container)),
    host: host ? portNumber(known(host)) : undefined,
    protocol: protocol.toLowerCase(),
    from,
  };
}

export const volumesOf = (node: ConfigNode | undefined, fields: Fields): ComposeVolume[] =>
  itemsOf(node).flatMap((item) => {
    const volume = item.kind === 'table' ? longVolume(item, fields) : shortVolume(fields.text(item));
    return volume ?? [];
  });

function longVolume(table: TableNode, fields: Fields): ComposeVolume | undefined {
  const [type, source, target] = ['type', 'source', 'target'].map((name) => fields.text(nodeAt(table, name))?.value);
  const named = type?.known ? type.value : undefined;
  const kind = named === 'bind' || named === 'volume' || named === 'tmpfs' ? named : 'other';
  return target && { kind, source, target, from: fields.placeOf(table) };
}

/** A path, or a list of them; options may follow: `/run:size=64m`. */
export const tmpfsOf = (node: ConfigNode | undefined, fields: Fields): ComposeVolume[] =>
  fields.texts(node).map(({ value, from }) => {
    const target = value.known ? known(value.value.replace(/:.*$/, '')) : value;
    return { kind: 'tmpfs', source: undefined, target, from };
  });

/** What another service or container mounts, wherever that is. */
export const volumesFrom = (node: ConfigNode | undefined, fields: Fields): ComposeVolume[] =>
  fields.texts(node).map(({ from }) => {
    const hidden = unknown('another service says where it is mounted');
    return { kind: 'other', source: hidden, target: hidden, from };
  });

/** A drive's letter of Windows is no name of a volume. */
const VOLUME = /^(?:((?:[A-Za-z]:[\\/])?[^:]+):)?([^:]+)(?::[\w,]+)?$/;

function shortVolume(text: ComposeText | undefined): ComposeVolume | undefined {
  if (!text) return undefined;
  const { value, from } = text;
  const hidden = (why: string): ComposeVolume => ({ kind: 'other', source: unknown(why), target: unknown(why), from });
  if (!value.known) return hidden(value.why);
  const [, source, target] = VOLUME.exec(value.value) ?? [];
  if (target === undefined) return hidden('it is no volume that we read');
  // `data:ro` would be a volume at a path without a slash: compose refuses that.
  const kind = source !== undefined && isPath(source) ? 'bind' : 'volume';
  return { kind, source: source === undefined ? undefined : known(source), target: known(target), from };
}

const isPath = (source: string): boolean => /^(?:[./~]|[A-Za-z]:[\\/])/.test(source);

/** Files that compose lays into a container, at its root where nothing else is said. */
export const configsOf = (node: ConfigNode | undefined, fields: Fields): ComposeVolume[] =>
  itemsOf(node).map((item) => {
    const table = item.kind === 'table' ? item : undefined;
    const name = fields.text(table ? nodeAt(table, 'source') : item)?.value ?? unknown('it has no name');
    const target = table && fields.text(nodeAt(table, 'target'))?.value;
    const usual = name.known ? known(`/${name.value}`) : name;
    return { kind: 'other', source: undefined, target: target ?? usual, from: fields.placeOf(item) };
  });
