import { commentsAbove } from '../../fix/builder.ts';
import { inheritedRuns } from '../../model/instruction-lists.ts';
import type { Model, RunInstruction, Stage } from '../../model/types.ts';
import type { DjangoFacts, ProjectFacts } from '../../project/types.ts';
import type { ManageTool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { isWithin } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { addPackagesBefore } from '../shared/add-system-packages.ts';
import { commandsOf } from '../shared/commands.ts';
import { contextPath, imagePathsOf } from '../shared/image-layout.ts';
import { servingOf } from '../shared/serving.ts';
import { settingsAtStart } from '../shared/settings-in-force.ts';
import { type Started, startedIn } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';

interface Untranslated {
  readonly stage: Stage;
}

const CATALOG = /(?:^|\/)locale\/[^/]+\/LC_MESSAGES\/[^/]+\.po$/;
const catalogsOf = remembered((project: DjangoFacts): readonly string[] =>
  project.files
    .filter((file) => CATALOG.test(file) && !/(?:^|\/)(?:tests?|docs?|examples?)\//.test(file))
    .map((file) => project.pathOf(file)),
);

const COMPILES = /compilemessages|msgfmt|pybabel\s+compile/;

/** Catalogs of the project that reach the image, and whose compiled form does not. */
function uncompiled(stage: Stage, facts: ProjectFacts): readonly string[] {
  const { project } = facts;
  const sent = facts.sent();
  if (!project.known || !sent.known) return [];
  const { root } = project.value;
  const found = catalogsOf(project.value).flatMap((file) => contextPath(file, facts) ?? []);
  // A folder of environments or of other projects has catalogs of its own.
  return found.filter(
    (path) =>
      (root === '' || isWithin(path, contextPath(root, facts) ?? root)) &&
      !sent.value.has(path.replace(/\.po$/, '.mo')) &&
      imagePathsOf(stage, path, facts).length > 0,
  );
}

/** Something on the way may compile them: a command of the build, of the start, or of a script or make target nobody has read. */
function mayCompile({ start: { stage }, texts, complete, commands }: Started, model: Model): boolean {
  if (!complete || texts.some((text) => COMPILES.test(text))) return true;
  if (commands.some(({ command }) => COMPILES.test(command.words.map(({ text }) => text).join(' ')))) return true;
  return [...new Set([...model.stages.flatMap(({ ancestry }) => ancestry), stage])].some(({ instructions }) =>
    instructions.some(
      (each) =>
        each.kind === 'onbuild' ||
        (each.kind === 'run' &&
          (each.script.opaque || COMPILES.test(each.script.text.text) || commandsOf(each.script).some(isUnread))),
    ),
  );
}

const isUnread = ({ tool, name, words }: Command): boolean =>
  tool === undefined &&
  (name === 'make' || /[/.]/.test(name ?? '') || words.some(({ text }) => /\.(?:sh|py)$/.test(text)));

function translates(started: Started, model: Model, facts: ProjectFacts): boolean {
  return started.commands.some((at) => {
    if (at.conditional || at.tool?.kind !== 'server') return false;
    const force = settingsAtStart(started, at, model, facts);
    const switched = force.known ? force.value.settings.useI18n : undefined;
    return switched?.known === true && (switched.value?.value ?? true);
  });
}

function judge(started: Started, model: Model, facts: ProjectFacts): Problem<Untranslated> | undefined {
  const { stage } = started.start;
  if (servingOf(started, facts, model) !== 'web' || mayCompile(started, model)) return undefined;
  const files = uncompiled(stage, facts);
  const [first] = files;
  if (first === undefined || !facts.context.known || !translates(started, model, facts)) return undefined;
  const { root } = facts.context.value;
  const path = root === '' ? first : `${root}/${first}`;
  const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
  return {
    span: (stage.from.image ?? stage.from).span,
    message: `Nothing compiles ${shortened(first, 40)}${more}: the site is not translated`,
    related: [{ path, span: { start: 0, end: 0 }, message: 'The catalog' }],
    data: { stage },
  };
}

type Collect = { readonly run: RunInstruction; readonly command: Command; readonly tool: ManageTool };

/** The collectstatic of the stage: where Django runs already, it can compile as well. */
function collectIn(stage: Stage): Collect | undefined {
  for (const run of inheritedRuns(stage))
    for (const command of commandsOf(run.script))
      if (command.tool?.kind === 'manage' && command.tool.action === 'collectstatic' && !command.conditional)
        return { run, command, tool: command.tool };
  return undefined;
}

function compile({ fix, model }: FixContext<object>, { stage }: Untranslated) {
  const collect = collectIn(stage);
  const subcommand = collect?.tool.subcommand;
  if (!collect || !subcommand || collect.run.node.command.form !== 'shell') return undefined;
  const { run, command } = collect;
  if (run.node.heredocs.length > 0 || run.script.commands.length > 1) return undefined;
  const given = command.assignments.map(({ name, value }) => `${name}=${value?.text ?? ''}`);
  const words = command.words.slice(0, command.words.indexOf(subcommand)).map(({ text }) => text);
  const draft = fix.draft();
  if (!addPackagesBefore(draft, model, { run, command }, ['gettext'])) return undefined;
  draft.insertLinesBefore(commentsAbove(model.syntax, run.node)[0] ?? run, [
    `RUN ${[...given, ...words, 'compilemessages'].join(' ')}`,
  ]);
  return draft.build('Compile the translations in the build', 'review');
}

export default defineRule<Untranslated>({
  id: 'messages-not-compiled',
  category: 'django',
  severity: 'info',
  severities: ['info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM'], programs: ['manage'] },
  docs: {
    summary: 'Translations are in the image, and nobody compiles them',
    why:
      'Django reads compiled catalogs (`.mo`) and never the `.po` files that translators write. Compiled ones are usually kept out of git, so ' +
      'an image that is built from a fresh checkout has none, and every page appears in the language of the source, without an error anywhere. ' +
      '`compilemessages` needs `msgfmt` of the package gettext; in a builder it leaves nothing behind.',
    examples: [
      {
        title: 'Catalogs that nobody compiles',
        files: {
          'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
          'shop/__init__.py': '',
          'shop/wsgi.py':
            'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\napplication = get_wsgi_application()\n',
          'shop/settings.py': 'USE_I18N = True\nSTATIC_ROOT = "/app/static"\n',
          'locale/de/LC_MESSAGES/django.po': '',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN python manage.py collectstatic --noinput\nCMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When the compiled catalogs come from somewhere else, a package for instance.',
    references: ['https://docs.djangoproject.com/en/stable/topics/i18n/translation/#compiling-message-files'],
  },
  *check({ model, facts }) {
    const told = new Set<number>();
    for (const started of startedIn(model, facts)) {
      const problem = judge(started, model, facts);
      if (!problem || told.has(problem.span.start)) continue;
      told.add(problem.span.start);
      yield problem;
    }
  },
  buildFix: (context, { data }) => compile(context, data),
});
