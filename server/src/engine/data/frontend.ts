/**
 * Flags that the Dockerfile syntax has learned lately, by the version that has them without the "labs" channel.
 * Source: release notes of docker/dockerfile; read on 2026-11-21. BuildKit of that age came with Docker Engine 29.
 */
const NEW_FLAGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  COPY: { parents: '1.20', exclude: '1.19' },
  ADD: { exclude: '1.19' },
};

/** The first version of the syntax that has a flag of an instruction; undefined for those that every BuildKit knows. */
export function syntaxOfFlag(keyword: string, flag: string): string | undefined {
  const flags = Object.hasOwn(NEW_FLAGS, keyword) ? NEW_FLAGS[keyword] : undefined;
  return flags && Object.hasOwn(flags, flag) ? flags[flag] : undefined;
}
