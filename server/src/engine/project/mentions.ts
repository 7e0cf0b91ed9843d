/** `DJANGO_SETTINGS_MODULE=config.settings`, `DJANGO_SETTINGS_MODULE: config.settings`, also as the default of a variable. */
const SETTINGS_VARIABLE =
  /\bDJANGO_SETTINGS_MODULE["']?(?:\s*[=:,]\s*|\s+|:-)["']?(?:\$\{\w+:?-)?([a-z_]\w*(?:\.[a-z_]\w*)*)/gi;
const SETTINGS_OPTION = /--settings(?:[=\s]|["'],\s*["'])["']?([a-z_]\w*(?:\.[a-z_]\w*)*)/gi;

/** Modules that texts seem to name as settings. More than are meant may be among them. */
export function mentionedSettings(texts: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts)
    for (const pattern of [SETTINGS_VARIABLE, SETTINGS_OPTION])
      for (const [, module = ''] of text.matchAll(pattern)) found.add(module);
  return found;
}

/** Names with dots in them, and what stands in front of a colon: `config.wsgi:application`, `main:app`. */
const MODULE = /(?<![\w./$-])[a-z_]\w*(?:(?:\.[a-z_]\w*)+|(?=:[a-z_]))/gi;

/** The package that a worker of celery is told to load, or one of whose modules: `-A config`, `--app=config.celery`, `"-A", "config"`. */
const WORKER_APP = /(?<![\w-])(?:-A|--app)["']?(?:\s*[=,]\s*|\s+)["']?([a-z_]\w*)(?![\w/])/gi;

/** Texts that name so many modules name none that matters. */
const MAX_MODULES = 200;

/** Words of texts that may be modules of Python. Most of them are something else. */
export function mentionedModules(texts: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts)
    for (const [all, module = all] of [...text.matchAll(WORKER_APP), ...text.matchAll(MODULE)]) {
      if (found.size >= MAX_MODULES) return found;
      found.add(module);
    }
  return found;
}
