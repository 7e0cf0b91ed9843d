import { switchEdit } from '../../project/settings/switch-edit.ts';
import type { SettingsFacts } from '../../project/settings/types.ts';
import type { Fact } from '../../project/types.ts';
import type { TextEdit } from '../../text/edits.ts';
import { dominantEol, indentAt, lineEnd, nextLine } from '../../text/lines.ts';
import { textAt } from '../../text/span.ts';
import { collectLine } from '../dockerfile/final.ts';
import { layoutOf } from '../layout.ts';
import { isRemote } from '../static-files.ts';
import type { Note, NoteEdit, Plan, ScaffoldFile } from '../types.ts';
import { editOf, inHome, insertion, noteOf, PAGES, startOf } from './note.ts';

/** What the settings need for an image that serves the site. */
export function settingsNotes(plan: Plan, dockerfile: ScaffoldFile): readonly Note[] {
  const { settings } = plan.survey;
  if (!settings)
    return [
      noteOf(
        'The settings could not be found: name them in the Dockerfile, with ENV DJANGO_SETTINGS_MODULE before collectstatic',
      ),
    ];
  return [
    ...staticRootNote(plan, settings, dockerfile),
    ...whitenoiseNote(plan, settings),
    ...debugNote(plan, settings),
    ...allowedHostsNote(plan, settings),
  ];
}

function staticRootNote(plan: Plan, settings: SettingsFacts, dockerfile: ScaffoldFile): readonly Note[] {
  const { staticRoot, staticUrl, files } = settings;
  if (!staticRoot.known || staticRoot.value || isRemote(plan.survey)) return [];
  const url = staticUrl.known ? staticUrl.value : undefined;
  const at = url?.from ?? startOf(files[0] ?? '');
  const text = plan.survey.source(at.path);
  const edit =
    url && text !== undefined && /^BASE_DIR\b/m.test(text) ? setStaticRoot(plan, url, text, dockerfile) : undefined;
  return [
    noteOf('STATIC_ROOT is not set: collectstatic has no place to collect to', { at, link: PAGES.staticRoot, edit }),
  ];
}

/** The setting, and the instruction that is left out without it. */
function setStaticRoot(plan: Plan, { from }: Fact<string>, text: string, dockerfile: ScaffoldFile): NoteEdit {
  const isText = /^BASE_DIR\s*=\s*os\.path\./m.test(text);
  const value = isText ? 'os.path.join(BASE_DIR, "staticfiles")' : 'BASE_DIR / "staticfiles"';
  const after = lineEnd(text, from.span.end);
  const run = insertion(dockerfile.text.search(/^USER /m), `${collectLine(plan, layoutOf(plan))}\n`);
  return {
    title: 'Set STATIC_ROOT, and collect static files in the image',
    files: [
      { path: from.path, edits: [insertion(after, `${dominantEol(text)}STATIC_ROOT = ${value}`)] },
      { path: inHome(plan, dockerfile.path), edits: [run] },
    ],
  };
}

const WHITENOISE = 'whitenoise.middleware.WhiteNoiseMiddleware';
const SECURITY = 'django.middleware.security.SecurityMiddleware';

function whitenoiseNote(plan: Plan, { whitenoise, middlewareEntries, files }: SettingsFacts): readonly Note[] {
  if (plan.choices.static !== 'whitenoise' || !whitenoise.known || whitenoise.value) return [];
  const entries = middlewareEntries.known ? (middlewareEntries.value?.value ?? []) : [];
  const security = entries.find(({ value }) => value === SECURITY);
  const text = security && plan.survey.source(security.from.path);
  const edit = security && text !== undefined ? addMiddleware(security, text) : undefined;
  const at = security?.from ?? startOf(files[0] ?? '');
  return [
    noteOf('WhiteNoise is not in MIDDLEWARE: nothing hands out static files', { at, link: PAGES.whitenoise, edit }),
  ];
}

/** Right behind SecurityMiddleware, as its documentation asks for. */
function addMiddleware({ from }: Fact<string>, text: string): NoteEdit {
  const quote = text[from.span.start] === "'" ? "'" : '"';
  const entry = `${quote}${WHITENOISE}${quote}`;
  const comma = /^\s*,/.exec(text.slice(from.span.end))?.[0].length;
  const at = from.span.end + (comma ?? 0);
  const isLast = /^[ \t]*(?:#[^\n]*)?\r?$/.test(text.slice(at, lineEnd(text, at)));
  const gap = isLast ? `${dominantEol(text)}${indentAt(text, from.span.start)}` : ' ';
  const edit = comma === undefined ? insertion(at, `,${gap}${entry}`) : insertion(at, `${gap}${entry},`);
  return editOf('Add WhiteNoise to MIDDLEWARE', from.path, [edit]);
}

function debugNote({ survey }: Plan, settings: SettingsFacts): readonly Note[] {
  const { debug, environment } = settings;
  if (debug.known && debug.value?.value) {
    const { from } = debug.value;
    const text = survey.source(from.path);
    const edit =
      text !== undefined && textAt(text, from.span) === 'True'
        ? editOf('Read DEBUG from the environment', from.path, fromEnvironment(text, from.span, 'get("DEBUG") == "1"'))
        : undefined;
    return [
      noteOf('DEBUG is on: everybody sees the settings on a page of errors', { at: from, link: PAGES.checklist, edit }),
    ];
  }
  const read = environment.reads.find(({ setting }) => setting === 'DEBUG');
  const careless = read && survey.under(new Map([[read.name, 'False']]))?.switches.get('DEBUG');
  if (!read || !careless?.known || !careless.value?.value) return [];
  const { from } = careless.value;
  const text = survey.source(from.path);
  const edit = text === undefined ? undefined : switchEdit(read, from.span, text);
  return [
    noteOf(`DEBUG is on whatever ${read.name} says, also for "False"`, {
      at: from,
      link: PAGES.checklist,
      edit: edit && editOf('Let DEBUG be on for words that say so alone', from.path, [edit]),
    }),
  ];
}

function allowedHostsNote({ survey }: Plan, { allowedHosts }: SettingsFacts): readonly Note[] {
  if (!allowedHosts.known || !allowedHosts.value) return [];
  const { value: hosts, from } = allowedHosts.value;
  if (hosts.includes('*') || hosts.includes('localhost')) return [];
  const text = survey.source(from.path);
  const isEmpty = text !== undefined && /^\[\s*\]$/.test(textAt(text, from.span));
  const replacement = 'get("ALLOWED_HOSTS", "localhost").split(",")';
  const edit =
    isEmpty && text !== undefined
      ? editOf('Read ALLOWED_HOSTS from the environment', from.path, fromEnvironment(text, from.span, replacement))
      : undefined;
  const what = hosts.length === 0 ? 'is empty' : 'is fixed';
  return [
    noteOf(
      `ALLOWED_HOSTS ${what}: without DEBUG the site answers ${hosts.length === 0 ? 'no host' : 'no other host'}`,
      {
        at: from,
        link: PAGES.allowedHosts,
        edit,
      },
    ),
  ];
}

/** A value that is read with `os.environ`, which the file imports if it does not yet. */
function fromEnvironment(text: string, span: TextEdit['span'], call: string): readonly TextEdit[] {
  const read = { span, newText: `os.environ.${call}` };
  if (/^import os\b/m.test(text)) return [read];
  const first = text.search(/^(?:import|from) /m);
  const isFuture = /^from __future__/.test(text.slice(Math.max(first, 0)));
  const at = isFuture ? nextLine(text, first) : Math.max(first, 0);
  return [insertion(at, `import os${dominantEol(text)}`), read];
}
