/** Parts of an image reference; starts and ends are offsets into the reference itself. */
export interface ImageReference {
  readonly text: string;
  readonly registry: string | undefined;
  /** Without registry: `python`, `astral-sh/uv`. */
  readonly repository: string;
  readonly repositoryStart: number;
  readonly tag: string | undefined;
  readonly tagStart: number | undefined;
  readonly digest: string | undefined;
  /** Where a tag ends or would go. */
  readonly nameEnd: number;
}

/** Docker Hub under its several names; images without a registry live there. */
const DOCKER_HUB = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);

/** Repositories are written in small letters: capitals make a host's name too. */
const looksLikeRegistry = (part: string): boolean =>
  !part.includes('$') && (/[.:]/.test(part) || part === 'localhost' || part !== part.toLowerCase());

/** Reads `[registry/]repository[:tag][@digest]` as Docker's reference grammar does. Variables stay part of the text. */
export function parseImageReference(text: string): ImageReference | undefined {
  if (text === '' || /\s/.test(text)) return undefined;
  const at = text.indexOf('@');
  const nameAndTag = at === -1 ? text : text.slice(0, at);
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const slash = nameAndTag.indexOf('/');
  const first = slash === -1 ? '' : nameAndTag.slice(0, slash);
  const repositoryStart = slash !== -1 && looksLikeRegistry(first) ? slash + 1 : 0;
  const registry = repositoryStart > 0 ? first : undefined;
  // A colon inside `${NAME:-default}` is no tag separator.
  const masked = nameAndTag.includes('$')
    ? nameAndTag.replace(/\$\{[^}]*\}?/g, (variable) => '_'.repeat(variable.length))
    : nameAndTag;
  const colon = masked.indexOf(':', Math.max(repositoryStart, masked.lastIndexOf('/') + 1));
  const nameEnd = colon === -1 ? nameAndTag.length : colon;
  return {
    text,
    registry,
    repository: nameAndTag.slice(repositoryStart, nameEnd),
    repositoryStart,
    tag: colon === -1 ? undefined : nameAndTag.slice(colon + 1),
    tagStart: colon === -1 ? undefined : colon + 1,
    digest,
    nameEnd,
  };
}

/** The name of an official Docker Hub image (`python`, `library/python`, `docker.io/python`), else undefined. */
export function officialName(reference: ImageReference): string | undefined {
  if (reference.registry !== undefined && !DOCKER_HUB.has(reference.registry)) return undefined;
  const name = reference.repository.replace(/^library\//, '');
  return name.includes('/') ? undefined : name;
}
