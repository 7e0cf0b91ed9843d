import { allInstructions } from '../../model/instruction-lists.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type Problem } from '../define.ts';
import { type CredentialUrl, credentialUrls } from '../shared/credential-urls.ts';
import { dependencyInstalls } from '../shared/dependency-install.ts';
import { installInputs } from '../shared/install-inputs.ts';
import { mountInstead } from '../shared/secret-mount.ts';
import { isWebScheme, userInfoKind, userInfos } from '../shared/secret-values.ts';
import { shortened } from '../shared/wording.ts';

type Found = Problem<CredentialUrl | undefined>;

/** What leaks, and to whom. */
function messageFor(found: CredentialUrl): string {
  const ships = found.stage?.shipsLayers === true;
  if (found.kind === 'argument') {
    const name = shortened(found.name);
    return ships
      ? `The address holds build argument ${name}: docker history shows its value to whoever has the image`
      : `The address holds build argument ${name}: its value stays in the build cache`;
  }
  const what = found.token ? `Here stands ${found.token}` : 'The address holds a password or token';
  return ships
    ? `${what}: docker history shows it to whoever has the image`
    : `${what}: it stays in this file and in the build cache`;
}

/** Addresses with a password in requirements files that the RUN installs. */
function* inRequirements(run: RunInstruction, facts: ProjectFacts): Generator<Found> {
  if (!facts.context.known) return;
  const { root } = facts.context.value;
  const installs = dependencyInstalls(run).filter(({ installer }) => installer === 'pip');
  if (installs.length === 0) return;
  const files = installInputs(run, installs, facts)?.files ?? [];
  for (const path of new Set(files.map(({ contextPath }) => contextPath))) {
    const text = facts.text(path);
    const info = text.known
      ? userInfos(text.value).find((each) => isWebScheme(each.scheme) && userInfoKind(each) === 'real')
      : undefined;
    const [install] = installs;
    if (!info || !install) continue;
    yield {
      span: install.command.span,
      message: `${shortened(path)} holds a password or token in an address: whoever has the file can use it`,
      related: [
        {
          span: { start: info.start, end: info.end },
          message: 'The address with its password',
          path: root === '' ? path : `${root}/${path}`,
        },
      ],
      data: undefined,
    };
  }
}

export default defineRule<CredentialUrl | undefined>({
  id: 'credentials-in-url',
  category: 'security',
  severity: 'error',
  severities: ['error'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['ENV', 'ARG', 'ADD'], programs: ['pip', 'uv', 'git', 'curl', 'wget'] },
  docs: {
    summary: 'A password or token stands in the address of an index, a repository or a file',
    why:
      'The text of a RUN is part of the image’s history, and so is what an ARG was given: `docker history --no-trunc` prints the token of ' +
      'the private package index or repository to everybody who can pull the image. git keeps the address in `.git/config` besides. A ' +
      'secret mount gives the RUN the same value and leaves nothing behind.',
    examples: [
      {
        title: 'A private package behind a token',
        before:
          'FROM python:3.14-slim-trixie\nARG GITHUB_TOKEN\n' +
          'RUN pip install --no-cache-dir "shop-theme @ https://${GITHUB_TOKEN}@github.com/example-org/theme/archive/1.0.zip"\n' +
          'COPY . .\n',
      },
      {
        title: 'An index with its password',
        before:
          'FROM python:3.14-slim-trixie\nCOPY requirements.txt .\n' +
          'RUN pip install --no-cache-dir --index-url https://deploy:hK3-vv91pQ@pypi.example-corp.net/simple -r requirements.txt\n',
      },
      {
        title: 'The token comes from a secret mount',
        findings: 0,
        before:
          '# syntax=docker/dockerfile:1\nFROM python:3.14-slim-trixie\nRUN --mount=type=secret,id=GITHUB_TOKEN,env=GITHUB_TOKEN \\\n' +
          '    pip install --no-cache-dir "shop-theme @ https://${GITHUB_TOKEN}@github.com/example-org/theme/archive/1.0.zip"\n',
      },
    ],
    whenToIgnore: 'When the account is a public one that may only read.',
    references: [
      'https://docs.docker.com/build/building/secrets/',
      'https://pip.pypa.io/en/stable/topics/authentication/',
      'https://docs.astral.sh/uv/concepts/authentication/http/',
    ],
  },
  *check({ model, facts }) {
    for (const found of credentialUrls(model)) yield { span: found.span, message: messageFor(found), data: found };
    for (const instruction of allInstructions(model))
      if (instruction.kind === 'run') yield* inRequirements(instruction, facts);
  },
  buildFix({ fix, model }, { data: found }) {
    if (found?.kind !== 'argument' || !found.run) return undefined;
    const draft = fix.draft();
    if (!mountInstead(draft, model, found.stage, found.name)) return undefined;
    return draft.build(`Mount ${shortened(found.name)} as a secret of the RUN that uses it`, 'review');
  },
});
