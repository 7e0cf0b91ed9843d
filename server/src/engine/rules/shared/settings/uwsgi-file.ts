import type { ProjectFacts } from '../../../project/types.ts';
import type { ServerTool } from '../../../shell/tools/types.ts';
import type { Command } from '../../../shell/types.ts';
import type { Started } from '../started.ts';
import { filesAtStart } from '../started-files.ts';

/** What an ini file of uWSGI says of the application. */
export interface UwsgiFile {
  /** `config.wsgi:application`, `config/wsgi.py` */
  readonly app: string | undefined;
  /** The settings that it puts into the environment. */
  readonly settings: string | undefined;
}

/** The ini file that a command names; undefined where there is none, or it leaves something to other files. */
export function uwsgiFile(
  tool: ServerTool,
  { program }: Command,
  { start: { stage }, service }: Started,
  facts: ProjectFacts,
): UwsgiFile | undefined {
  const named = tool.options.filter(({ canonical }) => canonical === '--ini').flatMap(({ value }) => value ?? []);
  const words = [...named, ...program.slice(1).filter(({ literal }) => literal?.endsWith('.ini'))];
  const texts = new Set(
    words.flatMap((word) =>
      filesAtStart({ stage, service }, word, facts).flatMap((path) => {
        const file = facts.script(path);
        return file.known ? [file.value.text] : [];
      }),
    ),
  );
  const [text, ...others] = texts;
  if (text === undefined || others.length > 0 || HIDES.test(text)) return undefined;
  return { app: APP.exec(text)?.[1], settings: SETTINGS.exec(text)?.[1] };
}

/** Other files, variables, conditions, and sections of several apps. */
const HIDES = /^[ \t]*(?:ini|include|import|yaml|json|xml|if-\w+|for)[ \t]*=|\$\(|^\[(?!uwsgi\])/m;
const APP = /^[ \t]*(?:module|wsgi|wsgi-file)[ \t]*=[ \t]*([\w.:/]+)[ \t]*$/m;
const SETTINGS = /^[ \t]*env[ \t]*=[ \t]*DJANGO_SETTINGS_MODULE=([\w.]+)[ \t]*$/m;
