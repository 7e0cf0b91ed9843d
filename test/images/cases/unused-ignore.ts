import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('unused-ignore', {
  'in front of instructions, and in the middle of one': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
# django-dockerfile ignore=apt-flags
WORKDIR /app
# django-dockerfile ignore=no-such-rule,pip-cache-left why it is so
RUN pip install --no-index pip \\
    # django-dockerfile ignore=apt-flags
    && touch done
CMD ["python3"]
`,
    alike: {},
    runs: [],
  },
});
