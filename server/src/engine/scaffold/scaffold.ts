import { composeOf } from './compose/compose.ts';
import { overrideOf } from './compose/override.ts';
import { dockerfileOf } from './dockerfile/dockerfile.ts';
import { dockerignoreOf } from './dockerignore.ts';
import { ENTRYPOINT, GIT_ATTRIBUTES } from './entrypoint.ts';
import { envExampleOf } from './env-example.ts';
import { notesFor } from './notes/notes.ts';
import type { FileRole, Plan, Scaffold, ScaffoldFile } from './types.ts';

/** The whole set-up for a project, by what was chosen. */
export function scaffold(plan: Plan, today: string): Scaffold {
  const { choices, survey } = plan;
  const file = (role: FileRole, text: string, executable = false): ScaffoldFile => ({
    role,
    path: plan.names[role],
    text,
    executable,
  });
  const dockerfile = file('dockerfile', dockerfileOf(plan, today));
  const files = [
    dockerfile,
    file('ignore', dockerignoreOf(plan)),
    file('compose', composeOf(plan)),
    ...(choices.development ? [file('override', overrideOf(plan))] : []),
    file('entrypoint', ENTRYPOINT, true),
    file('environment', envExampleOf(plan)),
    // One that is there says what it has to say; a note names the line that it lacks.
    ...(survey.has(plan.names.attributes) ? [] : [file('attributes', GIT_ATTRIBUTES)]),
  ];
  return { files, notes: notesFor(plan, dockerfile) };
}
