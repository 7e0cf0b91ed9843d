import type { SecretFileName } from '../../data/secret-files.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { strongest, valueKind } from './secret-values.ts';

/** The values that an environment file sets: `SECRET_KEY="…"`, `export DEBUG=1`. */
function holdsSecret(text: string): boolean {
  const kinds = text.split(/\r?\n/).map((line) => {
    const [, name = '', raw = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? [];
    const value = /^(["'])(.*?)\1/.exec(raw)?.[2] ?? raw.replace(/\s+#.*$/, '').trim();
    return valueKind(name, value);
  });
  return strongest(kinds) === 'real';
}

/** `suspect`: it holds no secret now, and its name says that it is the place for one. */
export type SecretContent = 'secret' | 'suspect' | 'harmless';

/** What a file that may hold secrets by its name is known to hold. */
export function secretContent(path: string, name: SecretFileName, facts: ProjectFacts): SecretContent {
  const text = name.kind === 'key' ? undefined : facts.text(path);
  if (!text?.known) return name.certain ? 'secret' : 'harmless';
  const isSecret =
    name.kind === 'dotenv' ? holdsSecret(text.value) : /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text.value);
  if (isSecret) return 'secret';
  return name.certain ? 'suspect' : 'harmless';
}
