/**
 * What files with secrets are called.
 * Sources: the documentation of OpenSSH, git, pip, twine, curl, PostgreSQL and the AWS and Google clients; the environment files of
 * public Django projects. Read on 2026-11-21.
 */

export interface SecretFileName {
  /** `dotenv`: settings, secrets among them. `key`: nothing but a secret. `maybe-key`: a certificate, or a private key. */
  readonly kind: 'dotenv' | 'key' | 'maybe-key';
  /** The name alone shows that it holds secrets; otherwise the content has to. */
  readonly certain: boolean;
}

const TEMPLATE_NAME =
  /example|sample|template|(?:^|[._-])(?:tmpl|tpl|dist|defaults?|schema|build|dummy|fake|mock|public|pub|ci|tests?|docs?)(?:[._-]|$)/i;

const OWN_DOTENV =
  /^\.env(?:[._-](?:prod|production|staging|stage|live|local|secrets?))?$|^(?:prod|production|staging|live)\.env$/i;
const SOME_DOTENV = /^\.env[._-].+$|^.+\.env$/i;

const KEY =
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_[\w-]+)?$|^[._]netrc$|^\.(?:pypirc|git-credentials|pgpass)$|^credentials?(?:[._-][\w.-]*)?\.json$|^client_secrets?(?:[._-][\w.-]*)?\.json$|^[\w.-]*service[-_]?account[\w.-]*\.json$/i;
/** Names that mean a secret in one folder only. */
const KEY_PATH = /(?:^|\/)\.(?:aws\/credentials|docker\/config\.json|ssh\/[\w.-]*_key)$/;

const MAYBE_KEY = /\.(?:pem|key|crt|cer)$/i;

/** Undefined for a file that nothing makes one suspect. */
export function secretFileName(path: string): SecretFileName | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const found = suspect(path, name);
  return found && !TEMPLATE_NAME.test(name) ? found : undefined;
}

function suspect(path: string, name: string): SecretFileName | undefined {
  if (OWN_DOTENV.test(name)) return { kind: 'dotenv', certain: true };
  if (SOME_DOTENV.test(name)) return { kind: 'dotenv', certain: false };
  if (KEY.test(name) || KEY_PATH.test(path)) return { kind: 'key', certain: true };
  return MAYBE_KEY.test(name) ? { kind: 'maybe-key', certain: false } : undefined;
}
