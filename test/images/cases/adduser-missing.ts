import { prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('adduser-missing', {
  'the line of many tutorials': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN addgroup --system staff2 && adduser --disabled-password --gecos "" appuser
USER appuser
CMD ["python3"]
`,
    mends: { at: 'build', message: /addgroup: not found/ },
    runs: ['touch ~/written', 'getent group staff2'],
    claims: [prints('id -un; echo ~', 'appuser\n/home/appuser')],
  },
  'an account of the system': {
    before: `FROM python:3.13-slim-trixie
RUN adduser --system --group --home /srv/app shop
USER shop
CMD ["python3"]
`,
    mends: { at: 'build', message: /adduser: not found/ },
    runs: [],
    claims: [prints('id -un; id -gn; test -w ~ && echo ~', 'shop\nshop\n/srv/app')],
  },
  'a group, a member of it, and numbers': {
    before: `FROM python:3.13-slim-trixie
RUN addgroup --gid 2000 web
RUN adduser --uid 2001 --ingroup web --home /srv/web --shell /bin/sh --disabled-password --gecos "Web App" app && adduser app mail
USER app
CMD ["python3"]
`,
    mends: { at: 'build', message: /addgroup: not found/ },
    runs: [],
    claims: [
      prints('id -u; id -gn; getent passwd app | cut -d: -f5-', '2001\nweb\nWeb App:/srv/web:/bin/sh'),
      prints('getent group mail', 'mail:x:8:app'),
    ],
  },
  'adduser asks for a name': {
    before: `FROM python:3.11-slim-bookworm
RUN adduser --disabled-password appuser
USER appuser
CMD ["python3"]
`,
    alike: {},
    runs: ['touch ~/written'],
  },
  'adduser asks for a password': {
    before: `FROM python:3.11-slim-bookworm
RUN adduser appuser
USER appuser
CMD ["python3"]
`,
    alike: {},
    runs: ['touch ~/written'],
  },
});
