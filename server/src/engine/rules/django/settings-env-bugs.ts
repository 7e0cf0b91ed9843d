import type { Fix } from '../../fix/fix.ts';
import { switchEdit } from '../../project/settings/switch-edit.ts';
import type { Place, ProjectFacts } from '../../project/types.ts';
import type { TextEdit } from '../../text/edits.ts';
import { lastPart } from '../../text/path.ts';
import { textAt } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem, type Related } from '../define.ts';
import { MANAGE_PY, WSGI_PY } from '../shared/example-project.ts';
import type { DjangoProcess } from '../shared/settings/process-settings.ts';
import { serverProcesses } from '../shared/settings/process-settings.ts';
import { type CarelessSwitch, carelessSwitches } from '../shared/settings-bugs/careless-switches.ts';
import { knownKey, openHosts } from '../shared/settings-bugs/known-keys.ts';
import { type MissedVariable, missedVariables } from '../shared/settings-bugs/missed-variables.ts';
import { placeOf } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';

type Cure = { readonly switches: readonly CarelessSwitch[] } | { readonly missed: MissedVariable } | undefined;

/** What is found, apart from where the process is started. */
type Found = Omit<Problem<Cure>, 'span'>;

const fileOf = ({ path }: Place): string => shortened(lastPart(path), 24);

/** One finding for all of them: they have one cause, and one fix mends them. */
function careless(switches: readonly CarelessSwitch[]): Found | undefined {
  const worst = switches.find(({ meant }) => meant) ?? switches[0];
  if (!worst) return undefined;
  const { setting, read, meant } = worst;
  const name = shortened(read.name, 24);
  const more = switches.length > 1 ? ` (${switches.length - 1} more like it)` : '';
  const text = shortened(meant?.text ?? 'False', 8);
  const is = meant ? (meant.at ? 'is on with' : 'is on by its default') : 'would be on with';
  const said = meant && !meant.at ? `"${text}"` : `${name}=${text}`;
  const related: Related[] = switches.map(({ whole }) => ({ ...whole, message: 'Any text is true here, "False" too' }));
  if (meant?.at) related.push({ ...meant.at, message: `It is ${text} here` });
  return {
    severity: meant ? 'error' : 'warning',
    message: `${shortened(setting, 32)} ${is} ${said}: ${fileOf(read.place)} takes any text for true${more}`,
    related,
    data: { switches },
  };
}

function* keys(process: DjangoProcess): Generator<Found> {
  const key = knownKey(process);
  if (key) {
    const file = fileOf(key.from);
    const message =
      key.unless === undefined
        ? `SECRET_KEY is written in ${file}: whoever sees the code can forge sessions and reset links`
        : `Where nobody sets ${shortened(key.unless, 24)}, the app signs with the key in ${file}, which all who see the code know`;
    yield { severity: 'warning', message, related: [{ ...key.from, message: 'It is this one' }], data: undefined };
  }
  const hosts = openHosts(process);
  if (!hosts) return;
  yield {
    severity: 'warning',
    message: `ALLOWED_HOSTS in ${fileOf(hosts)} has "*": Django puts any host a request names into links and mails`,
    related: [{ ...hosts, message: 'Any host is allowed here' }],
    data: undefined,
  };
}

function missing(missed: MissedVariable): Found {
  const { name, given, givenAt, reads, later } = missed;
  const costs = later ? 'pages that sign fail with 500' : 'the app does not start';
  const related: Related[] = reads.map(({ place }) => ({ ...place, message: `${shortened(name)} is read here` }));
  if (givenAt) related.push({ ...givenAt, message: `${shortened(given)} is set here` });
  return {
    message: `The settings read ${shortened(name, 28)}, but ${shortened(given, 28)} is set: ${costs}`,
    related,
    data: { missed },
  };
}

function* judge(process: DjangoProcess, facts: ProjectFacts): Generator<Found> {
  const switches = careless([...carelessSwitches(process)]);
  if (switches) yield switches;
  yield* keys(process);
  for (const missed of missedVariables(process, facts)) yield missing(missed);
}

function takeWords({ fix, facts }: FixContext<object>, switches: readonly CarelessSwitch[]): Fix | undefined {
  const edits = new Map<string, TextEdit[]>();
  for (const { read, whole } of switches) {
    const source = facts.source(whole.path);
    const edit =
      source.known && whole.path === read.place.path ? switchEdit(read, whole.span, source.value) : undefined;
    if (edit) edits.set(whole.path, [...(edits.get(whole.path) ?? []), edit]);
  }
  const draft = fix.draft();
  for (const [path, changes] of edits) {
    const source = facts.source(path);
    if (source.known) draft.editFile(path, source.value, changes);
  }
  const [first] = edits.keys();
  return first === undefined
    ? undefined
    : draft.build(`Take only 1, true and yes for true in ${shortened(lastPart(first))}`, 'review');
}

/** The name that is set is read, wherever the other one was. */
function readGiven({ fix, facts }: FixContext<object>, { reads, given }: MissedVariable): Fix | undefined {
  const draft = fix.draft();
  for (const { place, written } of reads) {
    const source = facts.source(place.path);
    if (!written.name || !source.known) return undefined;
    const quote = textAt(source.value, written.name).endsWith("'") ? "'" : '"';
    draft.editFile(place.path, source.value, [{ span: written.name, newText: quote + given + quote }]);
  }
  return draft.build(`Read ${shortened(given)} in the settings`, 'review');
}

export default defineRule<Cure>({
  id: 'settings-env-bugs',
  category: 'django',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['server', 'celery'] },
  docs: {
    summary: 'The settings make something else of the environment than the image means',
    why:
      'What a container is given are texts, and `bool("False")` is true in Python: such settings are on whatever the environment says, ' +
      'and only the empty text turns them off. It is an error where something sets the variable to a word for no, or the default is ' +
      'one. A key that is written down, or whose default is, belongs to all who see the code, and `"*"` in ALLOWED_HOSTS lets a request ' +
      'choose the host in links that Django writes. Where compose says how the image runs, a variable that the settings need and that ' +
      'is set under nearly its name is an error: nothing else would tell before the container starts.',
    examples: [
      {
        title: 'False is true',
        files: {
          'manage.py': MANAGE_PY,
          'config/wsgi.py': WSGI_PY,
          'config/settings.py': 'import os\n\nDEBUG = bool(os.environ.get("DEBUG", "False"))\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'Compose sets another name',
        files: {
          'manage.py': MANAGE_PY,
          'config/wsgi.py': WSGI_PY,
          'config/settings.py': 'import os\n\nSECRET_KEY = os.environ["SECRET_KEY"]\n',
          'compose.yaml':
            'services:\n  web:\n    build: .\n    environment:\n      DJANGO_SECRET_KEY: ${DJANGO_SECRET_KEY}\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When the container gets its environment from something that this workspace does not show.',
    references: [
      'https://docs.djangoproject.com/en/stable/howto/deployment/checklist/',
      'https://docs.python.org/3/library/stdtypes.html#truth-value-testing',
    ],
  },
  *check({ model, facts }) {
    const judged = new Set<string>();
    for (const process of serverProcesses(model, facts)) {
      const { span, related } = placeOf(process.at, facts, 'It is started here');
      for (const found of judge(process, facts)) {
        // Several images with the same settings have one cause.
        if (judged.has(found.message)) continue;
        judged.add(found.message);
        yield { ...found, span, related: [...related, ...(found.related ?? [])] };
      }
    }
  },
  buildFix(context, { data }) {
    if (!data) return undefined;
    return 'switches' in data ? takeWords(context, data.switches) : readGiven(context, data.missed);
  },
});
