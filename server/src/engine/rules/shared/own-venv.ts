import type { FixDraft } from '../../fix/builder.ts';
import type { RunInstruction } from '../../model/types.ts';

/** Where the fixes put a virtual environment. */
export const VENV = '/opt/venv';

/** Makes an environment in front of a RUN, and tells Poetry and Pipenv to use it. */
export const activateInFront = (draft: FixDraft, run: RunInstruction): FixDraft =>
  draft.insertLinesBefore(run, [`RUN python -m venv ${VENV}`, `ENV VIRTUAL_ENV=${VENV}`]);
