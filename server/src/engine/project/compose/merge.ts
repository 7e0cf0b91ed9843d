import type { ComposeBuild, ComposeService } from './types.ts';

/** A service laid over another, as compose does with an override file and with `extends`. */
export function mergeServices(base: ComposeService, over: ComposeService): ComposeService {
  return {
    name: over.name,
    file: over.file,
    purpose: over.purpose,
    hidden: over.hidden ?? base.hidden,
    laidOver: undefined,
    extends: over.extends,
    build: mergeBuilds(base.build, over.build),
    image: over.image ?? base.image,
    command: over.command ?? base.command,
    entrypoint: over.entrypoint ?? base.entrypoint,
    user: over.user ?? base.user,
    workingDir: over.workingDir ?? base.workingDir,
    stopSignal: over.stopSignal ?? base.stopSignal,
    readOnly: over.readOnly ?? base.readOnly,
    healthcheck: over.healthcheck ?? base.healthcheck,
    environment: byName(base.environment, over.environment, ({ name }) => name),
    envFiles: [...base.envFiles, ...over.envFiles],
    ports: [...base.ports, ...over.ports],
    volumes: [...base.volumes, ...over.volumes],
    dependsOn: byName(base.dependsOn, over.dependsOn, ({ service }) => service),
    profiles: [...base.profiles, ...over.profiles],
  };
}

/** What both say, the second one says. */
function byName<T>(base: readonly T[], over: readonly T[], nameOf: (item: T) => string): T[] {
  const names = new Set(over.map(nameOf));
  return [...base.filter((item) => !names.has(nameOf(item))), ...over];
}

function mergeBuilds(base: ComposeBuild | undefined, over: ComposeBuild | undefined): ComposeBuild | undefined {
  if (!base || !over) return over ?? base;
  return {
    from: over.from,
    folder: over.context ? over.folder : base.folder,
    context: over.context ?? base.context,
    dockerfile: over.dockerfile ?? base.dockerfile,
    inline: over.inline || base.inline,
    target: over.target ?? base.target,
    args: byName(base.args, over.args, ({ name }) => name),
  };
}

/** Services that extend one another in a row: nobody has more. */
const MAX_CHAIN = 10;

/** Looks up a service: in the file at a path, or undefined where that is not at hand. */
export type FindService = (from: ComposeService) => ComposeService | undefined;

/** A service with all that it extends. */
export function extended(service: ComposeService, find: FindService, depth = 0): ComposeService {
  if (!service.extends) return service;
  const base = depth < MAX_CHAIN ? find(service) : undefined;
  if (!base) return { ...service, hidden: 'it extends a service that is not at hand' };
  return mergeServices(extended(base, find, depth + 1), service);
}
