import { readEntryScript } from '../../model/entry-script.ts';
import { contextFilesOf, impliedFiles, runningWords } from '../../model/start.ts';
import type { Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Command, Script } from '../../shell/types.ts';
import { SHELL_NAMES, type Start } from './start.ts';

/** What becomes of root's rights when an image starts. Of several answers the last of this list counts. */
const ORDER = ['kept', 'needed', 'hidden', 'dropped'] as const;
export type Privileges = (typeof ORDER)[number];

const strongest = (found: readonly Privileges[]): Privileges =>
  found.reduce((a, b) => (ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b), 'kept');

export const isRoot = (user: string): boolean => /^(?:root|0)?(?::|$)/.test(user);

/** Whether root's rights are given up at run time, kept, needed for something, or cannot be told. */
export function privilegesOf(start: Start, facts: ProjectFacts): Privileges {
  const { stage } = start;
  const texts = textsOf(start);
  const found = strongest(texts.map((each) => new PrivilegeReader(each, stage, facts).read()));
  const isUnread = found === 'hidden' || texts.length === 0;
  return isUnread && bringsDropTool(stage) ? 'dropped' : found;
}

/** What runs. A CMD that begins with an option is no program: it goes to that of ENTRYPOINT. */
function textsOf({ entrypoint, command }: Start): readonly Script[] {
  const [own] = entrypoint?.script.commands ?? [];
  const [given] = command?.script.commands ?? [];
  const areArrays = entrypoint?.node.command.form === 'exec' && command?.node.command.form === 'exec';
  if (own && given?.words[0]?.text.startsWith('-') && areArrays) return [runningWords([...own.words, ...given.words])];
  return [entrypoint, command].flatMap((each) => (each ? [each.script] : []));
}

const DROP_TOOLS = /\b(?:gosu|su-exec|s6-overlay|s6|runit|supervisor|tianon)\b|(?:^|[\s"])\/init\b/;

/** A program is installed for no other purpose than to run others as another user. */
const bringsDropTool = (stage: Stage): boolean =>
  stage.ancestry.some((each) =>
    each.instructions.some(
      ({ kind, node }) =>
        (kind === 'run' || kind === 'copy' || kind === 'add') &&
        (DROP_TOOLS.test(node.args.text) || node.flags.some((flag) => DROP_TOOLS.test(flag.value ?? ''))),
    ),
  );

/** Programs that start as root on purpose and give their workers another user. */
const SERVERS_OF_ROOT =
  /^(?:s6-svscan|apache2|apache2ctl|apache2-foreground|apachectl|httpd|httpd-foreground|nginx|unitd|cron|crond|systemd|runsvdir)$/;
/** What a start script does that only root may do. */
const WORK_OF_ROOT =
  /^(?:chown|chgrp|usermod|groupmod|useradd|adduser|groupadd|addgroup|apt|apt-get|apk|dnf|service|update-ca-certificates|mount|sysctl|iptables)$/;
/** Programs that run what they are given as they are, without looking at users. */
const INNOCENT =
  /^(?:python[\d.]*|node|npm|env|tini|dumb-init|flower|honcho|hypercorn|waitress-serve|echo|printf|cat|sleep|tail|true|false|test|\[)$/;

/** `user = app` of supervisord and gunicorn, `uid: www-data` of uWSGI; root is no other user. */
const setsUser = (config: string): boolean =>
  Array.from(config.matchAll(/^[ \t]*(?:uid|user)[ \t]*[=:][ \t]*["']?([^\s"'#;]+)/gm)).some(
    ([, user]) => !isRoot(user ?? ''),
  );

const callsSetuid = (code: string): boolean => /\bset(?:re|res)?uid\(|\binitgroups\(/.test(code);

/** Reads a start command, and the scripts and configuration it reaches. */
class PrivilegeReader {
  readonly #script: Script;
  readonly #stage: Stage;
  readonly #facts: ProjectFacts;
  readonly #seen = new Set<string>();

  constructor(script: Script, stage: Stage, facts: ProjectFacts) {
    this.#script = script;
    this.#stage = stage;
    this.#facts = facts;
  }

  read(): Privileges {
    return this.#script.opaque ? 'hidden' : this.#ofScript(this.#script, false);
  }

  #ofScript({ commands, top }: Script, inScript: boolean): Privileges {
    const found = commands.map((command) => {
      const isEnd = command === top.at(-1) || command.wrappers.includes('exec');
      return this.#ofCommand(command, { inScript, isEnd });
    });
    return strongest(found);
  }

  #ofCommand(command: Command, place: Place): Privileges {
    const { name, program, inner } = command;
    if (dropsByItself(command)) return 'dropped';
    // `set -- gosu app "$@"` is what `exec "$@"` runs further down.
    if (name === 'set' && command.words[1]?.text === '--' && command.words.length > 2)
      return this.#ofScript(runningWords(command.words.slice(2)), place.inScript);
    // A server beside the app keeps root to itself.
    if (isServerOfRoot(command)) return place.isEnd ? 'dropped' : 'needed';
    const files = program.flatMap((word) => this.#texts(contextFilesOf(this.#stage, word)));
    const implied = this.#texts(impliedFiles(this.#stage, command));
    const isHidden =
      name === 'supervisord' ? ![...files, ...implied].some(isComplete) : this.#hides(command, files, place);
    return strongest([
      WORK_OF_ROOT.test(name ?? '') ? 'needed' : isHidden ? 'hidden' : 'kept',
      ...[...files, ...implied].map((file) => this.#ofFile(file)),
      ...(inner ? [this.#ofScript(inner, place.inScript)] : []),
    ]);
  }

  #texts(paths: readonly string[]): NamedText[] {
    return paths.flatMap((path) => {
      const script = this.#facts.script(path);
      return script.known ? [{ path, text: script.value.text }] : [];
    });
  }

  #ofFile({ path, text }: NamedText): Privileges {
    if (this.#seen.has(path)) return 'kept';
    this.#seen.add(path);
    if (/\.(?:ini|conf|cfg|toml|ya?ml|xml)$/.test(path)) return setsUser(text) ? 'dropped' : 'kept';
    if (path.endsWith('.py')) return setsUser(text) || callsSetuid(text) ? 'dropped' : 'kept';
    const script = readEntryScript(text);
    if (!script) return callsSetuid(text) ? 'dropped' : 'hidden';
    return this.#ofScript(script, true);
  }

  /** The command runs or reads something that nobody has read. */
  #hides({ name, tool, program }: Command, files: readonly NamedText[], place: Place): boolean {
    if (files.length > 0) return false;
    if (program.some((word) => /\.(?:sh|bash|ini|conf)$/.test(word.text))) return true;
    if (tool !== undefined || name === undefined || INNOCENT.test(name) || SHELL_NAMES.test(name)) return false;
    // A script calls many small programs; only the one it ends in matters.
    return !place.inScript || place.isEnd;
  }
}

interface Place {
  readonly inScript: boolean;
  /** The start ends in this command: it is what goes on running. */
  readonly isEnd: boolean;
}

interface NamedText {
  readonly path: string;
  readonly text: string;
}

const isComplete = ({ text }: NamedText): boolean => setsUser(text) || !/^\[include\]/m.test(text);

function dropsByItself({ name, tool, words }: Command): boolean {
  switch (tool?.kind) {
    case 'drop':
      // A user in a variable is some user; none is root.
      return tool.user === undefined ? words.some((word) => word.literal === undefined) : !isRoot(tool.user);
    case 'server':
    case 'celery':
      return tool.options.some(({ canonical, literal }) => NAMES_USER.has(canonical) && !isRoot(literal ?? 'variable'));
  }
  return name === 'setuser' || (name === 'chroot' && words.some((word) => word.text.startsWith('--userspec=')));
}

/** `/init` is that of s6. */
const isServerOfRoot = ({ name, words }: Command): boolean =>
  SERVERS_OF_ROOT.test(name ?? '') || words.some((word) => word.text === '/init');

const NAMES_USER = new Set(['--user', '--uid']);
