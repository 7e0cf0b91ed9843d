import { prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('env-name-typo', {
  'a well-known slip': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
ENV PYTHONBUFFERED=1
CMD ["python3"]
`,
    alike: { config: ['env'] },
    runs: [],
    claims: [prints('python3 -c "import sys; print(sys.stdout.write_through)"', 'True', 'False')],
  },
});
