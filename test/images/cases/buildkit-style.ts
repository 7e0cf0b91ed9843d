import { configured } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('buildkit-style', {
  'old pairs, mixed case, a CMD without effect': {
    quick: true,
    before: `FROM python:3.13-slim-trixie as base
ENV GREETING hello from   the old form
maintainer Ada <ada@example.com>
CMD ["python3", "--version"]
FROM base
CMD ["python3"]
CMD ["python3", "-V"]
`,
    alike: { config: ['labels'] },
    runs: ['echo "$GREETING"'],
    claims: [configured('labels', 'Ada <ada@example.com>')],
  },
  'instructions without effect': {
    before: `FROM python:3.13-slim-trixie
ENTRYPOINT ["python3"]
CMD ["--version"]
HEALTHCHECK --interval=5s CMD ["true"]
CMD ["-V"]
ENTRYPOINT ["/usr/local/bin/python3"]
HEALTHCHECK CMD python3 -V
`,
    alike: {},
    runs: [],
  },
  'old pairs with quotes, variables and blanks': {
    before: `FROM python:3.13-slim-trixie
ENV GREETING "quoted" and \\"escaped\\"
ENV ENDS with blanks   
ENV PATH /opt/tools:$PATH
ENV PARTS 'single $HOME' \${PATH}
ENV OVER two \\
    lines
LABEL title a shop "of" books
CMD ["python3"]
`,
    alike: {},
    runs: [],
  },
  'a stage name in upper case': {
    before: `FROM python:3.13-slim-trixie AS Builder
RUN echo built > /result
FROM python:3.13-slim-trixie
COPY --from=Builder /result /result
CMD ["python3"]
`,
    alike: {},
    runs: ['cat /result'],
  },
});
