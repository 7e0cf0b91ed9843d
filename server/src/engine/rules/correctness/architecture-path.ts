import type { Instruction, Stage } from '../../model/types.ts';
import type { Span } from '../../text/span.ts';
import { defineRule } from '../define.ts';

/** `x86_64-linux-gnu`: the folder in which Debian keeps the libraries of one kind of processor. */
const TRIPLET =
  /(?<=\/)(?:x86_64|aarch64|i386|armv7l?|arm|ppc64le|powerpc64le|s390x|riscv64)-linux-(?:gnu(?:eabihf)?|musl(?:eabihf)?)(?=[/:"']|$)/g;

/** Names that say that a file is for one kind of processor. */
const FOR_ONE = /(?:^|[^a-z0-9])(?:amd64|x86[_-]64|arm64|aarch64|armv7|arm)(?:[^a-z0-9]|$)/i;

/** Every build of the stage is for the same processor. */
const isPinned = ({ ancestry }: Stage): boolean =>
  ancestry.some(({ from }) => from.platform?.value !== undefined && !from.platform.value.includes('$'));

/** Words of a COPY, ADD or ENV in which a path may stand. */
function* wordsOf({ kind, node }: Instruction): Generator<{ readonly text: string; readonly span: Span }> {
  if (node.kind === 'copy' || node.kind === 'add') {
    yield* node.sources;
    if (node.destination) yield node.destination;
  } else if (kind === 'env' && 'pairs' in node) {
    for (const { value } of node.pairs) if (value) yield value;
  }
}

interface Found {
  readonly triplet: string;
  readonly span: Span;
}

/** The first path of an instruction that names a processor, when it names but one. */
function pathOf(instruction: Instruction): Found | undefined {
  const found: Found[] = [];
  for (const { text, span } of wordsOf(instruction))
    for (const [triplet] of text.matchAll(TRIPLET)) found.push({ triplet, span });
  const [first] = found;
  // Who names several has thought of several.
  return found.every(({ triplet }) => triplet === first?.triplet) ? first : undefined;
}

export default defineRule<undefined>({
  id: 'architecture-path',
  category: 'correctness',
  severity: 'hint',
  severities: ['hint'],
  fix: 'none',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['linux-gnu'],
  appliesTo: { instructions: ['COPY', 'ADD', 'ENV'] },
  docs: {
    summary: 'A path that exists for one kind of processor only',
    why:
      'Debian keeps libraries in a folder named after the processor: `/usr/lib/x86_64-linux-gnu` on Intel and AMD, ' +
      '`/usr/lib/aarch64-linux-gnu` on ARM. A Django image whose COPY or ENV names one of them builds in CI and fails on a colleague’s ' +
      'Mac or on ARM servers: the copy finds nothing, or a preloaded library is silently missing.',
    examples: [
      {
        title: 'A library copied by its full path',
        before:
          'FROM python:3.13-slim-trixie AS builder\n\nFROM python:3.13-slim-trixie\n' +
          'COPY --from=builder /usr/lib/x86_64-linux-gnu/libpq.so.5 /usr/lib/x86_64-linux-gnu/\n',
      },
      {
        title: 'An image that is built for one platform on purpose',
        findings: 0,
        before:
          'FROM --platform=linux/amd64 python:3.13-slim-trixie\nENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2\n',
      },
    ],
    whenToIgnore: 'When the image is only ever built and run on one kind of processor.',
    references: ['https://docs.docker.com/build/building/multi-platform/', 'https://wiki.debian.org/Multiarch/Tuples'],
  },
  *check({ model }) {
    if (FOR_ONE.test(model.path)) return;
    for (const stage of model.stages) {
      if (isPinned(stage) || FOR_ONE.test(stage.name ?? '')) continue;
      for (const instruction of stage.instructions) {
        const found = pathOf(instruction);
        if (!found) continue;
        const other = found.triplet.startsWith('x86') ? 'ARM' : 'Intel';
        yield {
          span: found.span,
          message: `${found.triplet} is a folder of one kind of processor: on ${other} machines this path does not exist`,
          data: undefined,
        };
      }
    }
  },
});
