import { normalName } from './names.ts';

/** What is known of the machine that a marker is asked about. What is not in `variables` is unknown. */
export interface MarkerEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** `3.12` or `3.12.4`; undefined when nobody knows. */
  readonly python: string | undefined;
  /** The extras and groups that are being installed; undefined when nobody knows. */
  readonly extras: readonly string[] | undefined;
  readonly groups: readonly string[] | undefined;
}

/** CPython in a Linux image, on a machine that nobody knows. */
const LINUX: Readonly<Record<string, string>> = {
  os_name: 'posix',
  sys_platform: 'linux',
  platform_system: 'Linux',
  implementation_name: 'cpython',
  platform_python_implementation: 'CPython',
};

/** Older names of the same, still read by pip. */
const ALIASES = new Map([
  ['os.name', 'os_name'],
  ['sys.platform', 'sys_platform'],
  ['platform.version', 'platform_version'],
  ['platform.machine', 'platform_machine'],
  ['platform.python_implementation', 'platform_python_implementation'],
  ['python_implementation', 'platform_python_implementation'],
]);

/** The environment of a Linux image. */
export const imageEnvironment = (
  python?: string,
  extras: readonly string[] = [],
  groups: readonly string[] = [],
): MarkerEnvironment => ({
  variables: LINUX,
  python,
  extras: extras.map(normalName),
  groups: groups.map(normalName),
});

/** Whether a text is part of what a variable stands for: of a list of extras or groups, or of another text. */
export function memberOf(variable: string, text: string, environment: MarkerEnvironment): boolean | undefined {
  if (variable === 'extras') return environment.extras?.includes(normalName(text));
  if (variable === 'dependency_groups') return environment.groups?.includes(normalName(text));
  return knownValue(variable, environment)?.includes(text);
}

/** The value of a variable of PEP 508, as far as it is known. */
export function knownValue(variable: string, { variables }: MarkerEnvironment): string | undefined {
  const name = ALIASES.get(variable) ?? variable;
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}
