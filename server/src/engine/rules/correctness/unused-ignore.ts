import { dropIgnore, type UnusedIgnore } from '../../fix/suppress.ts';
import { defineRule } from '../define.ts';
import { shortened } from '../shared/wording.ts';

export default defineRule<UnusedIgnore>({
  id: 'unused-ignore',
  category: 'correctness',
  severity: 'hint',
  severities: ['hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['django-dockerfile'],
  appliesTo: { instructions: ['FROM', 'RUN', 'COPY', 'CMD', 'ENTRYPOINT'] },
  docs: {
    summary: 'An ignore comment of ours that silences nothing',
    why:
      'An ignore comment outlives what it was written for: the line below is mended, or the name was never that of a rule. It then ' +
      'says that something is wrong where nothing is, and will silence the next finding of that rule unseen. The Dockerfile of a ' +
      'Django project lives for years; what it excuses should be what it still does.',
    examples: [
      {
        title: 'The line below is fine by now',
        files: { 'manage.py': '' },
        before:
          'FROM python:3.14-slim-trixie\n# django-dockerfile ignore=pip-cache-left too slow otherwise\nRUN pip install --no-cache-dir django\n',
      },
      {
        title: 'One name of two is no rule',
        files: { 'manage.py': '' },
        before:
          'FROM python:3.14-slim-trixie\n# django-dockerfile ignore=pip-cache-left,pip-cache\nRUN pip install django\n',
      },
      {
        title: 'It silences something',
        findings: 0,
        files: { 'manage.py': '' },
        before: 'FROM python:3.14-slim-trixie\n# django-dockerfile ignore=pip-cache-left\nRUN pip install django\n',
      },
    ],
    whenToIgnore: 'When the finding only appears elsewhere, for instance where files of the project are generated.',
    references: ['https://docs.docker.com/reference/dockerfile/#format'],
  },
  *check({ facts, unusedIgnores }) {
    for (const ignore of unusedIgnores('unused-ignore')) {
      // Where the project is not known, a rule may be silent here and speak elsewhere.
      if (ignore.isRule && !facts.context.known) continue;
      const id = shortened(ignore.id, 40);
      yield {
        span: ignore.span,
        message: ignore.isRule ? `Here ${id} finds nothing that this comment could silence` : `No rule is called ${id}`,
        tags: ['unnecessary'],
        data: ignore,
      };
    }
  },
  buildFix: ({ model, fix }, { data }) =>
    dropIgnore(fix.draft(), model.syntax, data).build(`Remove ${shortened(data.id, 40)} from the comment`, 'safe'),
});
