import { NEWEST_SUITE, pythonLife } from '../../data/python.ts';
import { APP, layoutOf } from '../layout.ts';
import type { Plan } from '../types.ts';
import { installLines, VENV } from './builder.ts';
import { finalStage } from './final.ts';
import { aptInstall, continued } from './lines.ts';
import { systemPackages } from './packages.ts';

/** The images of a minor that is not built any more stay on the Debian of their last day. */
const suiteFor = (python: string, today: string): string =>
  pythonLife(python, today).state === 'ended' ? 'bookworm' : NEWEST_SUITE;

export function dockerfileOf(plan: Plan, today: string): string {
  const suite = suiteFor(plan.choices.python, today);
  const image = `python:${plan.choices.python}-slim-${suite}`;
  const packages = systemPackages(plan, suite);
  const stages = [
    baseStage(image),
    ['FROM base AS builder', ...aptInstall(packages.build), ...installLines(plan)],
    ...(plan.survey.uncompiledMessages ? [messagesStage(plan)] : []),
    finalStage(plan, layoutOf(plan), packages.run),
  ];
  return `# syntax=docker/dockerfile:1\n\n${stages.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const baseStage = (image: string): readonly string[] => [
  '# The only line to pin or bump. Add the digest that your registry reports:',
  `#   docker buildx imagetools inspect ${image} --format '{{.Manifest.Digest}}'`,
  `FROM ${image} AS base`,
  continued('ENV PYTHONUNBUFFERED=1', ['PYTHONDONTWRITEBYTECODE=1', `VIRTUAL_ENV=${VENV}`, `PATH="${VENV}/bin:$PATH"`]),
];

/** Compiles translations: gettext and what it brings stay out of the image. */
const messagesStage = ({ survey }: Plan): readonly string[] => [
  'FROM builder AS messages',
  ...aptInstall(['gettext']),
  `WORKDIR ${APP}`,
  'COPY . .',
  ...(survey.folder === '' ? [] : [`WORKDIR ${APP}/${survey.folder}`]),
  'RUN django-admin compilemessages',
];
