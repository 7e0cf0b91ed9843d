import {
  BEGINS_A_TOKEN,
  isPasswordName,
  isSecretName,
  PLACEHOLDER,
  TOKEN_SHAPES,
  WEAK_PASSWORDS,
} from '../../data/secrets.ts';

/**
 * `none`: empty, a switch, a path, or written by a template. `placeholder`: says of itself that it is none. `weak`: anybody can
 * guess it. `real`: somebody made it to be kept.
 */
export type SecretKind = 'none' | 'placeholder' | 'weak' | 'real';

const SWITCH = /^(?:|true|false|yes|no|on|off|none|null|undefined|0|1)$/i;
const PATH = /^(?:\.{0,2}\/[\w.@-]+)+\/?$|^~\//;
/** `<your key>`, `{{ secret }}`, `%SECRET%`, `$(openssl rand …)`. */
const TEMPLATE = /^<.*>$|\{\{|\{%|^%\w+%$|^__\w+__$|\$\(|`/;
const DOTTED_NAME = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;
const ONE_CHARACTER = /^(.)\1*$/;

/** Who gave a token out that stands in a text: `a GitHub token`. */
export const tokenIn = (text: string): string | undefined =>
  !BEGINS_A_TOKEN.test(text)
    ? undefined
    : TOKEN_SHAPES.find(([, shape]) => shape.test(text) && !PLACEHOLDER.test(text))?.[0];

/** What a literal value of a secret's name is. */
export function secretKind(name: string, value: string): SecretKind {
  const text = value.trim();
  if (SWITCH.test(text) || PATH.test(text) || TEMPLATE.test(text)) return 'none';
  if (tokenIn(text)) return 'real';
  if (PLACEHOLDER.test(text) || ONE_CHARACTER.test(text)) return 'placeholder';
  if (isPasswordName(name)) return passwordKind(text);
  // `API_TOKEN=3600` counts something, `AUTH_TOKEN=rest_framework.authtoken` names a class.
  if (/^\d{1,9}$/.test(text) || DOTTED_NAME.test(text)) return 'none';
  return looksRandom(text) ? 'real' : 'weak';
}

/** A password, of an account whose name may be known. */
export function passwordKind(password: string, user?: string): SecretKind {
  if (SWITCH.test(password) || TEMPLATE.test(password)) return 'none';
  if (tokenIn(password)) return 'real';
  if (PLACEHOLDER.test(password) || ONE_CHARACTER.test(password)) return 'placeholder';
  return password === user || WEAK_PASSWORDS.test(password) ? 'weak' : 'real';
}

const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/] as const;
const kindOf = (char: string): number => KINDS.findIndex((kind) => kind.test(char));

/**
 * Made by a machine: long, of many different characters, and changing between small letters, capitals, digits and signs at least
 * at two of five places. Words do that at one of five places, joined words at one of three.
 */
export function looksRandom(text: string): boolean {
  if (text.length < 20 || /\s/.test(text) || new Set(text).size < 10) return false;
  let changes = 0;
  for (let i = 1; i < text.length; i++) if (kindOf(text.charAt(i)) !== kindOf(text.charAt(i - 1))) changes++;
  return changes / (text.length - 1) >= 0.4;
}

/** The part of an address in front of `@`. */
export interface UserInfo {
  readonly scheme: string;
  readonly user: string;
  /** Undefined where nothing but a name stands there, which may be a token. */
  readonly password: string | undefined;
  readonly host: string;
  /** Where user and password stand in the text. */
  readonly start: number;
  readonly end: number;
}

const ADDRESS =
  /\b([a-z][a-z\d+.-]*):\/\/((?:[^\s:/@"'\\{}<>]|\$\{[^}]*\}|\{[^}]*\})*)(?::((?:[^\s/@"'\\{}<>]|\$\{[^}]*\}|\{[^}]*\})+))?@((?:[^\s/:@"'\\{}<>]|\$\{[^}]*\})*)/gi;

/** Addresses that name a user: `postgres://app:secret@db/app`, `https://$TOKEN@github.com`. */
export function userInfos(text: string): readonly UserInfo[] {
  if (!text.includes('://')) return [];
  return Array.from(text.matchAll(ADDRESS), (match) => {
    const [, scheme = '', user = '', password, host = ''] = match;
    const start = match.index + scheme.length + '://'.length;
    const length = user.length + (password === undefined ? 0 : password.length + 1);
    return { scheme: scheme.toLowerCase(), user, password, host, start, end: start + length };
  });
}

/** Packages, repositories and files come from there; services have schemes of their own. */
export const isWebScheme = (scheme: string): boolean => /^(?:(?:git|hg|svn|bzr)\+)?(?:https?|ftps?)$/.test(scheme);

const LOCAL_HOST =
  /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker\.internal|example\.(?:com|org|net)$|.*\.example(?:\.com|\.org)?$)/i;

/** Nobody outside can use what is written there. */
export const isLocalHost = (host: string): boolean => LOCAL_HOST.test(host);

/** Names of the variables in a text: `$TOKEN`, `${TOKEN}`, `${TOKEN:-x}`. */
export const variablesIn = (text: string): readonly string[] =>
  (text.match(/\$\{?[A-Za-z_]\w*/g) ?? []).map((use) => use.replace(/^\$\{?/, ''));

/** What the literal credentials of an address are; those in variables are not literal. */
export function userInfoKind({ user, password, host }: UserInfo): SecretKind {
  if (password === undefined) return tokenIn(user) ? 'real' : 'none';
  if (password.includes('$') || (user.includes('$') && !tokenIn(password))) return 'none';
  if (tokenIn(user) || tokenIn(password)) return 'real';
  const kind = passwordKind(password, user);
  // `token:x-oauth-basic`: the password says nothing.
  if (kind === 'real' && /^x-oauth-basic$/.test(password)) return looksRandom(user) ? 'real' : 'weak';
  return kind === 'real' && isLocalHost(host) ? 'weak' : kind;
}

/** An address to which Sentry reports. */
export const isDsnName = (name: string): boolean => /(?:^|_)DSN$/i.test(name);

const ORDER: readonly SecretKind[] = ['none', 'placeholder', 'weak', 'real'];
export const strongest = (kinds: readonly SecretKind[]): SecretKind =>
  kinds.reduce((a, b) => (ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b), 'none');

/** What a literal value is: by its name, by the shape of a token, or as the address of a service with a password. */
export function valueKind(name: string, value: string): SecretKind {
  if (tokenIn(value)) return 'real';
  const infos = userInfos(value);
  // Package indexes and repositories are another matter.
  const services = infos.filter(
    ({ scheme, password }) => password !== undefined && (!isWebScheme(scheme) || isDsnName(name)),
  );
  if (services.length > 0) return strongest(services.map(userInfoKind));
  if (infos.length > 0 || /^[a-z][a-z\d+.-]*:\/\//i.test(value)) return 'none';
  return isSecretName(name) ? secretKind(name, value) : 'none';
}
