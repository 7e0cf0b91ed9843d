import { configured } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('user-not-numeric', {
  'the number is known': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN useradd --create-home --uid 10001 app
USER app
CMD ["python3"]
`,
    alike: { config: ['user'] },
    runs: ['id', 'echo "$HOME"'],
    claims: [configured('user', '10001')],
  },
  'with a group': {
    before: `FROM python:3.13-slim-trixie
RUN groupadd --gid 20000 web && useradd --create-home --uid 10001 app
USER app:web
CMD ["python3"]
`,
    alike: { config: ['user'] },
    runs: ['id', 'echo "$HOME"'],
    claims: [configured('user', '10001:web')],
  },
});
