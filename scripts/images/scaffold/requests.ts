import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from '../engine/types.ts';

interface Request {
  readonly path: string;
  readonly method?: string;
  readonly type?: string;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const ASK = `import http.client, json, sys
wanted = json.loads(sys.argv[1])
connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=20)
headers = {"Host": "localhost", "Content-Type": wanted.get("type", "text/plain")}
connection.request(wanted.get("method", "GET"), wanted["path"], wanted.get("body"), headers)
answer = connection.getresponse()
fields = {name.lower(): value for name, value in answer.getheaders()}
print(json.dumps({"status": answer.status, "headers": fields, "body": answer.read().decode(errors="replace")}))
`;

/** Asks a server for something, from inside of its container. */
export async function ask(server: Running, request: Request): Promise<Answer> {
  const { code, stdout, stderr } = await server.exec(['python', '-c', ASK, JSON.stringify(request)]);
  if (code !== 0) throw new Error(`no answer to ${request.path}\n${stderr}\n${server.output()}`);
  return JSON.parse(stdout);
}

/** Asks and wants a page. */
export async function page(server: Running, request: Request): Promise<Answer> {
  const answer = await ask(server, request);
  if (answer.status !== 200)
    throw new Error(`${request.path} answers ${answer.status}\n${answer.body.slice(0, 2000)}\n${server.output()}`);
  return answer;
}

/** A form with one file. */
export const upload = (path: string, name: string, text: string): Request => ({
  path,
  method: 'POST',
  type: 'multipart/form-data; boundary=border',
  body: `--border\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--border--\r\n`,
});

/** Waits until something is so; throws with what is said when it never is. */
export async function until(isSo: () => Promise<boolean>, seconds: number, otherwise: () => string): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(200)) if (await isSo()) return;
  throw new Error(otherwise());
}
