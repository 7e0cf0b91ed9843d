/** The instructions that a build has really carried out, as they stand in the Dockerfile; the others came out of the build cache. */
export function carriedOut(log: string): readonly string[] {
  return /^#\d+ /m.test(log) ? ofBuildKit(log) : ofBuildah(log);
}

const STEP = /^(?:\[\d+\/\d+\] )?STEP \d+\/\d+: (.*)$/;

function ofBuildah(log: string): readonly string[] {
  const steps: { text: string; cached: boolean }[] = [];
  for (const line of log.split('\n')) {
    const step = STEP.exec(line);
    if (step) steps.push({ text: String(step[1]), cached: false });
    const last = steps.at(-1);
    if (last && line.startsWith('--> Using cache')) last.cached = true;
  }
  return steps.filter(({ cached }) => !cached).map(({ text }) => text);
}

const VERTEX = /^#(\d+) \[[^\]]*\] (.*)$/;

function ofBuildKit(log: string): readonly string[] {
  const lines = log.split('\n');
  const cached = new Set(lines.flatMap((line) => /^#(\d+) CACHED/.exec(line)?.[1] ?? []));
  const texts = new Map<string, string>();
  for (const line of lines) {
    const [, id, text] = VERTEX.exec(line) ?? [];
    if (id !== undefined && text !== undefined && !cached.has(id)) texts.set(id, text);
  }
  return [...texts.values()];
}

const INSTALLS = /^RUN\b.*\b(?:apt-get|pip|uv|poetry|pipenv|pdm)\b/;

/** What a build has installed, though nothing of that had changed. */
export const installed = (log: string): readonly string[] => carriedOut(log).filter((text) => INSTALLS.test(text));
