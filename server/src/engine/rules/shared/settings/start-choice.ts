import type { ProjectFacts } from '../../../project/types.ts';
import type { CeleryTool, ManageTool, Option, ServerTool } from '../../../shell/tools/types.ts';
import { type Known, known, unknown } from '../../../text/known.ts';
import { gunicornConfig } from '../gunicorn-config.ts';
import { resolveModule } from '../python-modules.ts';
import { processAtStart } from '../python-process.ts';
import { type Started, type StartedCommand, textPath } from '../started.ts';
import { byOption, type Choice, choose, lastNamed, literalOf, VARIABLE } from './choice.ts';
import { choiceOf, choiceOfFile, choiceOfModule, type EntryChoice, NO_CHOICE } from './entry-module.ts';
import { managePyAtStart } from './manage-py.ts';
import { uwsgiFile } from './uwsgi-file.ts';
import type { Environment } from './variable.ts';

/** A command that an image starts, and what it finds in its environment. */
export interface StartedWith {
  readonly started: Started;
  readonly at: StartedCommand;
  readonly environment: Environment;
  readonly facts: ProjectFacts;
}

const scriptOf = ({ at, facts }: StartedWith): string | undefined => textPath(at, facts);

/** `python manage.py migrate`, `django-admin migrate`. */
export function ofManage(tool: ManageTool, started: StartedWith): Known<Choice> {
  const { environment, facts } = started;
  const option = lastNamed(tool.options, '--settings');
  if (option) return byOption(option, literalOf(option), scriptOf(started));
  if (tool.front === 'django-admin') return choose(NO_CHOICE, environment, facts);
  const path = managePyAtStart(started.started, started.at, tool, facts);
  return path.known ? choose(choiceOf(path.value, facts), environment, facts) : path;
}

/** `gunicorn config.wsgi`, `uvicorn config.asgi:application`. */
export function ofServer(tool: ServerTool, started: StartedWith): Known<Choice> {
  const { at, facts, environment } = started;
  const file = tool.server === 'uwsgi' ? uwsgiFile(tool, at.command, started.started, facts) : undefined;
  const entry = choiceOfApp(tool.app ? tool.app.literal : file?.app, started);
  if (entry.known && entry.value.wins) return choose(entry, environment, facts);
  // gunicorn and uWSGI set variables of their own before they import the module.
  const given = tool.options.findLast(
    ({ canonical, value }) => canonical === '--env' && value?.text.includes(VARIABLE) === true,
  );
  if (given) return byOption(given, moduleGiven(given), scriptOf(started));
  if (file?.settings !== undefined) return known({ module: file.settings, chosenAt: undefined });
  const hidden = readsVariables(tool, started);
  return hidden === undefined ? choose(entry, environment, facts) : unknown(hidden);
}

/** `--env DJANGO_SETTINGS_MODULE=config.settings` */
function moduleGiven(option: Option): Known<string> {
  const module = /^DJANGO_SETTINGS_MODULE=([\w.]+)$/.exec(option.literal ?? '')?.[1];
  return module === undefined ? unknown('--env cannot be read') : known(module);
}

/** What a file of Python does that changes the environment, and does not only read it. */
const SETS_VARIABLES =
  /\braw_env\b|dotenv|read_env|putenv|\benviron\s*(?:\[[^\]\n]*\]\s*=(?!=)|\.(?:update|setdefault|pop)\b)/;

/** Why a server may set variables that its command does not show. */
function readsVariables(tool: ServerTool, { started, at, environment, facts }: StartedWith): string | undefined {
  if (lastNamed(tool.options, '--env-file') || lastNamed(tool.options, '--env-files'))
    return 'it reads a file of variables';
  if (tool.server !== 'gunicorn') return undefined;
  const config = gunicornConfig(started, at, tool, facts);
  if (!config.known) return config.why;
  if (SETS_VARIABLES.test(config.value.text)) return 'its configuration may set variables';
  const more = environment.of('GUNICORN_CMD_ARGS');
  const isPlain = more.kind !== 'set' || (more.value.known && !/(?:^|\s)(?:-e|--env)/.test(more.value.value));
  return isPlain ? undefined : 'GUNICORN_CMD_ARGS may set variables';
}

/** `celery -A config` is `config.celery`, unless `config` itself holds the app. */
export function ofCelery({ app }: CeleryTool, started: StartedWith): Known<Choice> {
  const { environment, facts } = started;
  const module = app?.replace(/:.*$/, '');
  const inside = choiceOfApp(module === undefined ? undefined : `${module}.celery`, started);
  return choose(inside.known ? inside : choiceOfApp(module, started), environment, facts);
}

/** Of the file that the import path leads to; where nobody can tell, of the only one that may be meant. */
function choiceOfApp(app: string | undefined, { started, at, facts }: StartedWith): Known<EntryChoice> {
  const { project } = facts;
  const found = resolveModule(app?.replace(/:.*$/, '') ?? '', processAtStart(started, at, facts));
  return found.kind === 'found' && project.known
    ? choiceOfFile(found.path, project.value, facts)
    : choiceOfModule(app, facts);
}
