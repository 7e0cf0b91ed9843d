import type { Option, UserTool } from '../../shell/tools/types.ts';

/** Options of Debian's adduser and addgroup, as useradd and groupadd have them; an empty text for what they do anyway. */
const OPTIONS: Readonly<Record<string, string>> = {
  '--disabled-password': '',
  '--disabled-login': '',
  '--quiet': '',
  '--group': '',
  '--gecos': '--comment',
  '--comment': '--comment',
  '--uid': '--uid',
  '--gid': '--gid',
  '--ingroup': '--gid',
  '--home': '--home-dir',
  '--shell': '--shell',
  '--system': '--system',
  '--no-create-home': '--no-create-home',
};

/** What the fix of this rule gives an account that has no number of its own. */
const UID = '10001';

/** A value as it was written, quotes included. */
function written({ value, joined }: Option): string | undefined {
  if (!value) return undefined;
  const text = joined ? value.text.replace(/^=/, '') : value.text;
  return text === '' ? '""' : text;
}

/** A call of adduser or addgroup in the words of useradd, groupadd and usermod; undefined where an option has no equal. */
export function inOtherWords(tool: UserTool, taken: ReadonlySet<string>): string | undefined {
  const { joins, account, front, system, group, options } = tool;
  if (joins)
    return options.length > 0 ? undefined : `usermod --append --groups ${joins.group.text} ${joins.account.text}`;
  if (!account) return undefined;
  const words: string[] = [];
  for (const option of options) {
    const name = OPTIONS[option.canonical];
    if (name === undefined) return undefined;
    const value = written(option);
    // An empty full name is what useradd gives.
    if (name === '--comment' && /^(?:""|'')?$/.test(value ?? '')) continue;
    if (name !== '') words.push(value === undefined ? name : `${name} ${value}`);
  }
  if (front === 'addgroup' || group) {
    const known = words.every((word) => /^--(?:gid|system)\b/.test(word));
    return known ? ['groupadd', ...words, account.text].join(' ') : undefined;
  }
  const has = (name: string): boolean => words.some((word) => word.startsWith(name));
  if (system) {
    const group = options.some(({ canonical }) => canonical === '--group')
      ? ['--user-group']
      : has('--gid')
        ? []
        : ['--gid nogroup'];
    const home = has('--home-dir') && !has('--no-create-home') ? ['--create-home'] : [];
    const shell = has('--shell') ? [] : ['--shell /usr/sbin/nologin'];
    return ['useradd', ...words, ...group, ...home, ...shell, account.text].join(' ');
  }
  const home = has('--no-create-home') ? [] : ['--create-home'];
  const uid = has('--uid') || taken.has(UID) ? [] : [`--uid ${UID}`];
  return ['useradd', ...home, ...uid, ...words, account.text].join(' ');
}
