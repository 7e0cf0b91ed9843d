import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('platform-constant', {
  'the platform of the machine': {
    quick: true,
    before: `FROM --platform=linux/amd64 python:3.13-slim-trixie
CMD ["python3"]
`,
    alike: {},
    runs: ['python3 --version'],
  },
});
