import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { buildModel } from '../../../server/src/engine/model/build.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';

export interface Outcome {
  readonly status: number | null;
  /** The calls of programs, in order. */
  readonly calls: readonly string[];
}

/** Notes how it was called, and fails if asked to. */
const STUB = '#!/bin/sh\necho "${0##*/} $*" >> "$CALLS"\nfor word do [ "$word" = fail ] && exit 3; done\nexit 0\n';

/** Runs the RUNs of a Dockerfile in a real shell, with programs that do nothing but note their calls, up to a failure. */
export class ShellBehaviour {
  readonly #folder = mkdtempSync(join(tmpdir(), 'shell-behaviour-'));

  constructor(programs: readonly string[]) {
    for (const program of programs) {
      writeFileSync(join(this.#folder, program), STUB);
      chmodSync(join(this.#folder, program), 0o755);
    }
  }

  of(dockerfile: string): Outcome {
    const calls = join(this.#folder, 'calls');
    writeFileSync(calls, '');
    let status: number | null = 0;
    for (const instruction of buildModel(parseDockerfile(dockerfile), 'Dockerfile').stages[0]?.instructions ?? []) {
      if (instruction.kind !== 'run' || status !== 0) continue;
      const env = { PATH: `${this.#folder}:/usr/bin:/bin`, CALLS: calls };
      // No pattern may find files of the machine that runs the test.
      ({ status } = spawnSync('sh', ['-f', '-c', instruction.script.text.text], { env }));
    }
    return { status, calls: readFileSync(calls, 'utf8').split('\n').filter(Boolean) };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

/** Lists of shell commands, well-formed and odd. */
export const shellLists = (commands: readonly string[], joiners: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...commands),
      fc.array(fc.tuple(fc.constantFrom(...joiners), fc.constantFrom(...commands)), { maxLength: 4 }),
    )
    .map(([first, rest]) => first + rest.flat().join(''));
