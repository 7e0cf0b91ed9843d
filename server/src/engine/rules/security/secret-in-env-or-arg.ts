import { isSecretName, isSigningKeyName } from '../../data/secrets.ts';
import { removePair } from '../../fix/remove-pair.ts';
import { allInstructions } from '../../model/instruction-lists.ts';
import type { Instruction, Model, PlainInstruction, Stage } from '../../model/types.ts';
import type { KeyValue, PairsNode } from '../../syntax/nodes.ts';
import { defineRule, type Problem, type Severity } from '../define.ts';
import { argumentsInUrls } from '../shared/credential-urls.ts';
import { mountInstead } from '../shared/secret-mount.ts';
import { isWebScheme, userInfos, valueKind, variablesIn } from '../shared/secret-values.ts';
import { shortened } from '../shared/wording.ts';

type Cure =
  | {
      readonly kind: 'remove';
      readonly stage: Stage;
      readonly node: PairsNode;
      readonly pair: KeyValue;
      /** The argument it takes over. */
      readonly argument: string | undefined;
    }
  | { readonly kind: 'mount'; readonly stage: Stage; readonly name: string };

type Found = Problem<Cure | undefined>;

/** An image that ships starts with what this ENV sets; what is built on a base image inherits it. */
const survives = (model: Model, { stage }: Instruction, name: string, value: string): boolean =>
  model.stages.some((image) => {
    const isEnd = image.shipsLayers && !model.stages.some(({ parent, shipsLayers }) => parent === image && shipsLayers);
    if (!isEnd || !image.ancestry.includes(stage)) return false;
    const end = image.end.declaredEnv(name);
    return end?.known === true && end.value === value;
  });

function inEnv(model: Model, instruction: PlainInstruction, pair: KeyValue, node: PairsNode): Found | undefined {
  const { name, value: token, span } = pair;
  if (!token) return undefined;
  const passed = passedOn(instruction, name, token.text);
  const value = instruction.before.expand(token.text, model.syntax.escape);
  const { shipsLayers } = instruction.stage;
  const shown = shortened(name);
  const data: Cure = { kind: 'remove', stage: instruction.stage, node, pair, argument: passed };
  if (passed && !(value.known && value.value !== '')) {
    return shipsLayers
      ? {
          span,
          message: `ENV ${shown} keeps what the build is given: docker inspect shows it to whoever has the image`,
          data,
        }
      : {
          span,
          severity: 'info',
          message: `ENV ${shown} keeps what the build is given: it stays in the build cache`,
          data,
        };
  }
  if (!value.known) return undefined;
  // A literal that comes from an ARG is reported there.
  const kind = valueKind(name, value.value);
  if (kind === 'real') {
    if (passed) return undefined;
    const where = shipsLayers
      ? 'docker inspect shows it to whoever has the image'
      : 'it stays in this file and in the build cache';
    return { span, message: `ENV ${shown} holds a secret: ${where}`, data };
  }
  if (kind === 'none' || !survives(model, instruction, name, value.value)) return undefined;
  const isKey = isSigningKeyName(name);
  const severity: Severity = kind === 'weak' || isKey ? 'warning' : 'info';
  const what = kind === 'weak' || isKey ? 'a value that anybody can guess' : 'a placeholder';
  return { span, severity, message: `ENV ${shown} is ${what}: the app uses it wherever nobody overrides it`, data };
}

/** The argument that an ENV takes over, when one of the two is called like a secret. */
function passedOn({ before }: PlainInstruction, name: string, text: string): string | undefined {
  if (userInfos(text).some(({ scheme }) => isWebScheme(scheme))) return undefined;
  return variablesIn(text).find(
    (variable) =>
      before.declaredEnv(variable) === undefined &&
      before.arg(variable) !== undefined &&
      (isSecretName(name) || isSecretName(variable)),
  );
}

function inArg(model: Model, instruction: PlainInstruction, pair: KeyValue): Found | undefined {
  const { name, value: token, span } = pair;
  const { stage, before } = instruction;
  if (token) {
    const value = before.expand(token.text, model.syntax.escape);
    return value.known && !token.text.includes('$') && valueKind(name, value.value) === 'real'
      ? literalDefault(name, span)
      : undefined;
  }
  const given = stage.instructions[instruction.index + 1]?.before.arg(name) ?? stage.end.arg(name);
  if (!isSecretName(name) || given?.known !== false || isReportedElsewhere(model, stage, name)) return undefined;
  const shown = shortened(name);
  const data: Cure = { kind: 'mount', stage, name };
  return stage.shipsLayers
    ? {
        span,
        severity: 'warning',
        message: `ARG ${shown} takes a secret: docker history shows what it was given, a secret mount does not`,
        data,
      }
    : {
        span,
        severity: 'info',
        message: `ARG ${shown} takes a secret: the build cache keeps it, a secret mount leaves nothing behind`,
        data,
      };
}

const literalDefault = (name: string, span: KeyValue['span']): Found => ({
  span,
  message: `The default of ARG ${shortened(name)} is a secret: it stays in this file and in the image’s history`,
  data: undefined,
});

/** An ENV takes the argument over, or an address holds it. */
const isReportedElsewhere = (model: Model, stage: Stage, name: string): boolean =>
  argumentsInUrls(model).has(name) ||
  model.stages.some(
    (each) =>
      each.ancestry.includes(stage) &&
      each.instructions.some(
        (instruction) =>
          instruction.node.kind === 'env' &&
          instruction.node.pairs.some(({ value }) => variablesIn(value?.text ?? '').includes(name)),
      ),
  );

function* problemsOf(model: Model): Generator<Found> {
  for (const { pairs } of model.globalArgs)
    for (const { name, value, span } of pairs)
      if (value && !value.text.includes('$') && valueKind(name, value.value) === 'real')
        yield literalDefault(name, span);
  for (const instruction of allInstructions(model)) {
    const { kind, node } = instruction;
    if ((kind !== 'env' && kind !== 'arg') || !('pairs' in node)) continue;
    for (const pair of node.pairs) {
      const found = kind === 'env' ? inEnv(model, instruction, pair, node) : inArg(model, instruction, pair);
      if (found) yield found;
    }
  }
}

export default defineRule<Cure | undefined>({
  id: 'secret-in-env-or-arg',
  category: 'security',
  severity: 'error',
  severities: ['error', 'warning', 'info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: ['buildkit:SecretsUsedInArgOrEnv', 'trivy:DS-0031'],
  duplicates: [],
  appliesTo: { instructions: ['ENV', 'ARG'] },
  docs: {
    summary: 'A secret stands in ENV or ARG, where everybody who has the image can read it',
    why:
      'ENV is part of the image: `docker inspect` prints it, and every process of the container inherits it. The value of an ARG is ' +
      'written into the image’s history beside each RUN behind it. With SECRET_KEY one can sign sessions and password resets of the ' +
      'site, so a key in the image is a key in every registry and cache that the image passes. Give secrets to the container when it ' +
      'starts, and to a RUN as a secret mount; what `collectstatic` wants at build time may be any dummy in front of the command.',
    examples: [
      {
        title: 'A key in the environment of the image',
        before:
          'FROM python:3.14-slim-trixie\nENV SECRET_KEY=k9!v2#xw8z-q1r7@m4t0_b6n3&h5j PYTHONUNBUFFERED=1\nWORKDIR /app\nCOPY . .\n' +
          'CMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'An argument that a RUN needs',
        before:
          '# syntax=docker/dockerfile:1\nFROM python:3.14-slim-trixie\nARG NPM_TOKEN\nRUN echo "token=$NPM_TOKEN" > .npmrc && npm ci && rm .npmrc\n',
      },
      {
        title: 'A dummy for one command stays nowhere',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN SECRET_KEY=build-only python manage.py collectstatic --noinput\n',
      },
      {
        title: 'A dummy argument that no ENV takes over',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nARG SECRET_KEY=dummy\nRUN python manage.py collectstatic --noinput\n',
      },
    ],
    whenToIgnore: 'When the value is public, or opens nothing that matters.',
    references: [
      'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
      'https://docs.docker.com/build/building/secrets/',
      'https://docs.djangoproject.com/en/stable/ref/settings/#secret-key',
    ],
  },
  *check({ model }) {
    yield* problemsOf(model);
  },
  buildFix({ fix, model }, { data: cure }) {
    if (!cure) return undefined;
    const draft = fix.draft();
    if (cure.kind === 'remove') {
      const { stage, node, pair, argument } = cure;
      removePair(draft, node, pair);
      if (argument === undefined) return draft.build(`Remove ENV ${shortened(pair.name)}`, 'review');
      if (!mountInstead(draft, model, stage, argument, node)) return undefined;
      return draft.build(`Remove ENV ${shortened(pair.name)} and its argument`, 'review');
    }
    if (!mountInstead(draft, model, cure.stage, cure.name)) return undefined;
    return draft.build(`Mount ${shortened(cure.name)} as a secret of the RUN that uses it`, 'review');
  },
});
