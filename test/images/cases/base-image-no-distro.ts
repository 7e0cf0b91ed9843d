import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('base-image-no-distro', {
  'the usual tag': {
    quick: true,
    before: `FROM python:3.13-slim
CMD ["python3"]
`,
    alike: {},
    runs: ['cat /etc/os-release', 'python3 --version'],
  },
});
