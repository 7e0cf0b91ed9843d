import { commandsOf } from '../../../model/all-commands.ts';
import type { Stage } from '../../../model/types.ts';

/** Whether anything but a base image may have brought programs of the distribution: its packages depend on others. */
export const hasSystemPackages = (stage: Stage): boolean =>
  stage.ancestry.some(({ instructions }) =>
    instructions.some(
      (each) =>
        each.kind === 'run' &&
        (each.script.opaque ||
          commandsOf(each.script).some(
            ({ tool, name }) => tool?.kind === 'apt' || tool?.kind === 'apk' || name === 'dpkg',
          )),
    ),
  );
