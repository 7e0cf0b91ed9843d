import { configured } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('arg-out-of-scope', {
  'an ARG in front of FROM': {
    quick: true,
    before: `ARG APP_HOME=/srv/app
FROM python:3.13-slim-trixie
WORKDIR \${APP_HOME}
CMD ["python3"]
`,
    alike: { files: ['/srv/app'], config: ['workdir'] },
    runs: [],
    claims: [configured('workdir', '/srv/app')],
  },
});
