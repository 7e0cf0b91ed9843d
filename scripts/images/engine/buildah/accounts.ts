/** A user as a process has it. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** What an image's `USER` means, given its /etc/passwd and /etc/group; undefined when there is no such user. */
export function accountOf(user: string, passwd: string, group: string): Account | undefined {
  const [name = '', groupName] = (user || 'root').split(':');
  const entry = lines(passwd).find(([login, , uid]) => login === name || uid === name);
  if (!entry && !isNumber(name)) return undefined;
  const gid = groupName === undefined ? Number(entry?.[3] ?? 0) : groupId(groupName, group);
  if (gid === undefined) return undefined;
  return { uid: Number(entry?.[2] ?? name), gid, home: entry?.[5] || '/' };
}

function groupId(name: string, group: string): number | undefined {
  const entry = lines(group).find(([title]) => title === name);
  if (entry) return Number(entry[2]);
  return isNumber(name) ? Number(name) : undefined;
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);

const lines = (table: string): readonly (readonly string[])[] => table.split('\n').map((line) => line.split(':'));
