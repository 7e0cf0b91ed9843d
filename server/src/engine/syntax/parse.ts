import { dominantEol, nextLine } from '../text/lines.ts';
import { LogicalText } from '../text/logical.ts';
import { readDirectives } from './dockerfile-ast.ts';
import { parseImageReference } from './image-reference.ts';
import type {
  CommandForm,
  DockerfileSyntax,
  FromNode,
  HealthcheckNode,
  Heredoc,
  InstructionNode,
  ShellForm,
} from './nodes.ts';
import { readSegments, type Segment } from './segments.ts';
import { blankSeparated, readExecForm, readMount, readPairs, takeFlags, wholeWord, withoutFlags } from './words.ts';

/** Jinja and Django template marks: `{% if x %}`, `{{ name }}`. Go templates start with a dot and are ordinary arguments. */
const TEMPLATE_MARK = /\{%-?\s*\w|\{\{-?\s*[A-Za-z_]/;

interface Context {
  readonly source: string;
  readonly escapeChar: '\\' | '`';
}

type Base = Omit<FromNode, 'kind' | 'image' | 'reference' | 'platform' | 'as' | 'alias' | 'rest'>;

/** Text of a heredoc script: the body alone, lines intact. */
const bodyText = (source: string, heredoc: Heredoc): LogicalText =>
  LogicalText.of(source, [heredoc.body], heredoc.body.start);

/** `#!/usr/bin/env python3` → `python3`; undefined when there is no shebang. */
export function shebangProgram(script: string): string | undefined {
  const line = /^#!\s*(\S+)(?:[ \t]+(?:-\S+[ \t]+)*(\S+))?/.exec(script);
  if (!line) return undefined;
  const program = line[1]?.endsWith('/env') ? (line[2] ?? 'env') : (line[1] ?? '');
  return program.slice(program.lastIndexOf('/') + 1);
}

function shellForm(context: Context, text: LogicalText, heredocs: readonly Heredoc[]): ShellForm {
  const plain = { form: 'shell', jsonLike: text.text.trimStart().startsWith('['), span: text.span } as const;
  const [heredoc] = heredocs;
  if (!heredoc) return { ...plain, text: trimmed(text), interpreter: undefined };
  const line = text.text.trim();
  if (heredocs.length === 1 && /^\d*<<-?\S+$/.test(line)) {
    const body = bodyText(context.source, heredoc);
    const script = heredoc.stripTabs ? body.text.replace(/^\t+/, '') : body.text;
    return { ...plain, text: body, interpreter: shebangProgram(script) };
  }
  // The shell itself reads the heredocs: give it the line and, behind a line break, the bodies.
  const last = heredocs.at(-1) ?? heredoc;
  const lineBreak = { start: heredoc.body.start - 1, end: heredoc.body.start };
  const ranges = [...trimmed(text).ranges, lineBreak, { start: heredoc.body.start, end: last.terminator.end }];
  return { ...plain, text: LogicalText.of(context.source, ranges, text.span.start), interpreter: undefined };
}

function trimmed(text: LogicalText): LogicalText {
  const start = text.text.search(/\S/);
  return start === -1 ? text.slice(text.text.length) : text.slice(start, text.text.trimEnd().length);
}

const commandForm = (context: Context, text: LogicalText, heredocs: readonly Heredoc[] = []): CommandForm =>
  readExecForm(text) ?? shellForm(context, text, heredocs);

function fromNode(context: Context, base: Base): InstructionNode {
  const [image, second, third, ...more] = blankSeparated(base.args, context.escapeChar);
  const as = second && /^as$/i.test(second.text) ? second : undefined;
  return {
    ...base,
    kind: 'from',
    image,
    reference: image && parseImageReference(image.value),
    platform: base.flags.find((flag) => flag.name === 'platform'),
    as,
    alias: as ? third : undefined,
    rest: as ? more : [second, third, ...more].filter((token) => token !== undefined),
  };
}

function healthcheckNode(context: Context, base: Base): HealthcheckNode {
  const match = /^\s*cmd(?=\s|$)/i.exec(base.args.text);
  return {
    ...base,
    kind: 'healthcheck',
    command: match ? commandForm(context, base.args.slice(match[0].length)) : undefined,
  };
}

function onbuildNode(context: Context, base: Base): InstructionNode {
  const match = /^\s*(\S+)/.exec(base.args.text);
  if (!match?.[1]) return { ...base, kind: 'onbuild', instruction: undefined };
  const start = match[0].length - match[1].length;
  const segment: Segment = {
    keyword: match[1].toUpperCase(),
    keywordSpan: base.args.spanOf(start, match[0].length),
    span: { start: base.args.toSource(start), end: base.span.end },
    rest: base.args.slice(match[0].length),
    comments: [],
    heredocs: base.heredocs,
    unterminatedHeredoc: base.unterminatedHeredoc,
  };
  // An ONBUILD inside an ONBUILD is refused by Docker; reading it further would only nest without end.
  const instruction = segment.keyword === 'ONBUILD' ? undefined : instructionNode(context, segment, true);
  return { ...base, kind: 'onbuild', instruction };
}

/** The instructions whose leading `--words` are flags; elsewhere they are text. */
const TAKES_FLAGS = new Set(['FROM', 'RUN', 'COPY', 'ADD', 'HEALTHCHECK', 'CMD', 'ENTRYPOINT']);

function instructionNode(context: Context, segment: Segment, trigger: boolean): InstructionNode {
  const { flags, values, rest } = TAKES_FLAGS.has(segment.keyword)
    ? takeFlags(segment.rest, context.escapeChar)
    : withoutFlags(segment.rest);
  const base: Base = {
    keyword: segment.keyword,
    keywordSpan: segment.keywordSpan,
    span: segment.span,
    flags,
    args: rest,
    comments: segment.comments,
    heredocs: segment.heredocs,
    unterminatedHeredoc: segment.unterminatedHeredoc,
    trigger,
  };
  switch (segment.keyword) {
    case 'FROM':
      return fromNode(context, base);
    case 'RUN':
      return {
        ...base,
        kind: 'run',
        command: commandForm(context, rest, segment.heredocs),
        mounts: flags.filter((flag) => flag.name === 'mount').map((flag) => readMount(flag, values.get(flag))),
      };
    case 'CMD':
      return { ...base, kind: 'cmd', command: commandForm(context, rest) };
    case 'ENTRYPOINT':
      return { ...base, kind: 'entrypoint', command: commandForm(context, rest) };
    case 'SHELL':
      return { ...base, kind: 'shell', command: commandForm(context, rest) };
    case 'HEALTHCHECK':
      return healthcheckNode(context, base);
    case 'COPY':
    case 'ADD': {
      const json = readExecForm(rest);
      const tokens = json
        ? json.items.map((item) => ({ text: item.value, value: item.value, quoted: true, span: item.span }))
        : blankSeparated(rest, context.escapeChar);
      return {
        ...base,
        kind: segment.keyword === 'COPY' ? 'copy' : 'add',
        from: flags.find((flag) => flag.name === 'from'),
        sources: tokens.slice(0, -1),
        destination: tokens.length > 1 ? tokens.at(-1) : undefined,
        json,
      };
    }
    case 'ENV':
      return { ...base, kind: 'env', ...readPairs(rest, context.escapeChar, true) };
    case 'LABEL':
      return { ...base, kind: 'label', ...readPairs(rest, context.escapeChar, true) };
    case 'ARG':
      return { ...base, kind: 'arg', ...readPairs(rest, context.escapeChar, false) };
    case 'USER':
    case 'WORKDIR':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      return {
        ...base,
        kind: segment.keyword.toLowerCase() as 'user' | 'workdir' | 'stopsignal' | 'maintainer',
        words: wholeWord(rest, context.escapeChar),
        json: undefined,
      };
    case 'EXPOSE':
      return { ...base, kind: 'expose', words: blankSeparated(rest, context.escapeChar), json: undefined };
    case 'VOLUME': {
      const json = readExecForm(rest);
      return { ...base, kind: 'volume', words: json ? [] : blankSeparated(rest, context.escapeChar), json };
    }
    case 'ONBUILD':
      return onbuildNode(context, base);
    default:
      return { ...base, kind: 'unknown' };
  }
}

/** Reads a Dockerfile. Never throws: what cannot be read becomes an unknown instruction. */
export function parseDockerfile(source: string): DockerfileSyntax {
  const directives = readDirectives(source).map((each) => ({ ...each, name: each.name.toLowerCase() }));
  const escapeChar = directives.find((directive) => directive.name === 'escape')?.value === '`' ? '`' : '\\';
  const bom = source.charCodeAt(0) === 0xfeff;
  const headerEnd = directives.reduce((end, { span }) => Math.max(end, nextLine(source, span.end)), bom ? 1 : 0);
  const { segments, comments } = readSegments(source, headerEnd, escapeChar);
  const context: Context = { source, escapeChar };
  return {
    text: source,
    bom,
    eol: dominantEol(source),
    escape: escapeChar,
    directives,
    comments,
    instructions: segments.map((segment) => instructionNode(context, segment, false)),
    templated: TEMPLATE_MARK.test(source),
  };
}
