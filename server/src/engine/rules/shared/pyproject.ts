/** The lines of a TOML table: `[tool.poetry.group.dev.dependencies]`. Undefined where the file has no such table. */
export function tomlTable(text: string, name: string): readonly string[] | undefined {
  let found: string[] | undefined;
  let inside = false;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const header = /^\[\s*([^[\]]+?)\s*\](?:\s*#.*)?$/.exec(line)?.[1];
    if (header !== undefined || line.startsWith('[[')) {
      inside = header?.replace(/["']|\s/g, '') === name;
      if (inside) found ??= [];
    } else if (inside && line !== '' && !line.startsWith('#')) found?.push(line);
  }
  return found;
}

/** The text of a key's value, from its line to the next key; enough to see whether a list is empty or what it names. */
export function tomlValue(table: readonly string[] | undefined, key: string): string | undefined {
  const start = table?.findIndex((line) => line.replace(/["']/g, '').split(/\s*=/, 1)[0] === key) ?? -1;
  if (!table || start === -1) return undefined;
  const rest = table.slice(start + 1);
  const next = rest.findIndex((line) => /^["']?[\w-]+["']?\s*=/.test(line));
  const lines = [table[start] ?? '', ...rest.slice(0, next === -1 ? undefined : next)];
  return lines.join('\n').replace(/^[^=]*=\s*/, '');
}

/** `[]` and `{}` hold nothing, whatever comments stand in them. */
const isEmptyValue = (value: string): boolean => /^[[{\s\]}]*$/.test(value.replace(/#.*$/gm, ''));

/** A list of requirements that has entries. */
const hasEntries = (value: string | undefined): boolean => value !== undefined && !isEmptyValue(value);

/** Names that groups of test and debug tools have. */
const DEVELOPMENT_GROUP = /^(?:dev|devel|develop|development|debug|tests?|testing|lint|linting|typing|docs?|qa|ci)$/i;

/** The development groups that `uv sync` installs when nothing says otherwise. */
export function defaultGroupsOfUv(text: string): readonly string[] {
  const groups = tomlTable(text, 'dependency-groups');
  const settings = tomlTable(text, 'tool.uv');
  const chosen = tomlValue(settings, 'default-groups');
  if (chosen !== undefined) {
    const names = /^["']all["']/.test(chosen)
      ? keysOf(groups)
      : Array.from(chosen.matchAll(/["']([\w.-]+)["']/g), ([, name]) => name ?? '');
    return names.filter((name) => DEVELOPMENT_GROUP.test(name) && hasEntries(tomlValue(groups, name)));
  }
  return hasEntries(tomlValue(groups, 'dev')) || hasEntries(tomlValue(settings, 'dev-dependencies')) ? ['dev'] : [];
}

const keysOf = (table: readonly string[] | undefined): readonly string[] =>
  (table ?? []).flatMap((line) => /^["']?([\w.-]+)["']?\s*=/.exec(line)?.[1] ?? []);

/** The development groups that `poetry install` installs when nothing says otherwise: those that are not optional. */
export function defaultGroupsOfPoetry(text: string): readonly string[] {
  const found = new Set<string>();
  if ((tomlTable(text, 'tool.poetry.dev-dependencies') ?? []).length > 0) found.add('dev');
  for (const [, name = ''] of text.matchAll(/^\[\s*tool\.poetry\.group\.([\w-]+)\.dependencies\s*\]/gm)) {
    const table = tomlTable(text, `tool.poetry.group.${name}.dependencies`) ?? [];
    const isOptional = /^true/.test(tomlValue(tomlTable(text, `tool.poetry.group.${name}`), 'optional') ?? '');
    if (DEVELOPMENT_GROUP.test(name) && table.length > 0 && !isOptional) found.add(name);
  }
  return [...found];
}
