import { configured, prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('shell-state-lost', {
  'cd at the end': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN mkdir /srv/app && cd /srv/app
CMD ["python3"]
`,
    alike: { config: ['workdir'] },
    runs: [],
    claims: [configured('workdir', '/srv/app')],
  },
  export: {
    before: `FROM python:3.13-slim-trixie
RUN export DJANGO_SETTINGS_MODULE=config.settings
CMD ["python3"]
`,
    alike: { config: ['env'] },
    runs: [],
    claims: [prints('echo "$DJANGO_SETTINGS_MODULE"', 'config.settings', '')],
  },
  activate: {
    before: `FROM python:3.13-slim-trixie
RUN python -m venv /opt/venv && . /opt/venv/bin/activate
CMD ["python3"]
`,
    alike: { config: ['env'] },
    runs: [],
    claims: [prints('command -v python3', '/opt/venv/bin/python3', '/usr/local/bin/python3')],
  },
  'set without a dash': {
    before: `FROM python:3.13-slim-trixie
RUN set ex; false; touch /done
CMD ["python3"]
`,
    stops: /\+ false/,
  },
});
