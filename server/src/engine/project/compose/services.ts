import { type Known, known, unknown } from '../../text/known.ts';
import { lastPart } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { parentOf } from '../context.ts';
import { extended, mergeServices } from './merge.ts';
import { buildPaths, type ComposeFiles } from './read.ts';
import type { ComposeFile, ComposeService } from './types.ts';

/** The file that compose reads without being told; others are laid over it. */
const BASE = /^(?:docker-)?compose(?:\.base)?\.ya?ml$/i;

const isBase = ({ path }: ComposeFile): boolean => BASE.test(lastPart(path));

/** The services of a workspace as they run: with what they extend, and files for a purpose laid over the one without. */
export const runningServices = remembered((compose: ComposeFiles): readonly ComposeService[] => {
  const all = compose.files.map((file) => ({
    file,
    services: file.services.map((each) => extended(each, (from) => compose.find(from))),
  }));
  const bases = new Map<string, ComposeService>();
  for (const { file, services } of all) {
    if (!isBase(file)) continue;
    for (const service of services) bases.set(keyOf(file, service), service);
  }
  const found = new Set<ComposeService>();
  for (const { file, services } of all) {
    for (const service of services) {
      const base = isBase(file) ? undefined : bases.get(keyOf(file, service));
      found.add(base ? laidOver(base, service) : service);
    }
  }
  // What production changes does not run without that.
  for (const { file, services } of all) {
    if (isBase(file) || file.purpose !== 'production') continue;
    for (const service of services) {
      const base = bases.get(keyOf(file, service));
      if (base) found.delete(base);
    }
  }
  return [...found];
});

const keyOf = ({ path }: ComposeFile, { name }: ComposeService): string => `${parentOf(path)}:${name.value}`;

/** A service that says itself what it is made of can stand alone: nobody knows whether compose is given both files. */
function laidOver(base: ComposeService, over: ComposeService): ComposeService {
  const merged = mergeServices(base, over);
  const standsAlone = over.image !== undefined || over.build?.context !== undefined;
  if (!standsAlone) return merged;
  return { ...over, hidden: over.hidden ?? `it may be laid over the service of ${base.file}`, laidOver: merged };
}

/** Every service of a workspace; unknown where there may be others. */
export function allServices(compose: Known<ComposeFiles>): Known<readonly ComposeService[]> {
  if (!compose.known) return compose;
  const { hidden } = compose.value;
  return hidden === undefined ? known(runningServices(compose.value)) : unknown(hidden);
}

/** The services that build a Dockerfile; unknown where another one may do so, too. */
export function servicesThatBuild(compose: Known<ComposeFiles>, dockerfile: string): Known<readonly ComposeService[]> {
  const services = allServices(compose);
  if (!services.known) return services;
  const found: ComposeService[] = [];
  for (const service of services.value) {
    const paths = buildPaths(service);
    if (paths?.known === false) return paths;
    if (paths?.value.dockerfile === dockerfile) found.push(service);
  }
  return known(found);
}
