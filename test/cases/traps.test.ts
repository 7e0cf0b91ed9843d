import { describe, expect, test } from 'vitest';
import { RULES } from '../../server/src/engine/rules/index.ts';
import { fixedBy, fixedSafely, judge, rulesOf } from '../support/judge.ts';
import { TRAPS } from './traps.ts';

const known = new Set(RULES.map(({ id }) => id));

describe.each(Object.entries(TRAPS))('%s', (_, trap) => {
  const analysis = judge(trap.text, trap);

  test('what is meant is no finding', () => {
    expect(analysis.failures).toEqual([]);
    const named = [...trap.silent, ...(trap.found ?? [])].filter((rule) => !known.has(rule));
    expect(named, 'rules that do not exist').toEqual([]);
    const messages = analysis.findings.filter(({ rule }) => trap.silent.includes(rule)).map(({ message }) => message);
    expect(messages).toEqual([]);
    expect(rulesOf(analysis)).toEqual(expect.arrayContaining([...(trap.found ?? [])]));
  });

  test('fix-all comes to an end and leaves no safe fix', () => {
    const { text, conflict, analysis: left } = fixedSafely(trap.text, trap);
    expect(conflict).toBeUndefined();
    expect(left.findings.flatMap(({ fixes }) => fixes).filter(({ safety }) => safety === 'safe')).toEqual([]);
    const found = (each: typeof left): string[] => each.findings.map(({ rule }) => rule).sort();
    for (const rule of new Set(found(left))) {
      expect(
        found(left).filter((each) => each === rule).length,
        `${rule} fires more often in\n${text}`,
      ).toBeLessThanOrEqual(found(analysis).filter((each) => each === rule).length);
    }
  });
});

describe('fixes that a simple tool gets wrong', () => {
  const SLIM = 'FROM python:3.13-slim-trixie';
  const CMD = 'CMD ["gunicorn", "shop.wsgi:application", "--bind=0.0.0.0:8000"]';

  test('6: a base of somebody’s own may have set the user: no warning', () => {
    const { findings } = judge(`FROM registry.example.com/shop-base:3\nCOPY . .\n${CMD}\n`);
    expect(findings.filter(({ rule }) => rule === 'runs-as-root').map(({ severity }) => severity)).toEqual(['info']);
  });

  test('7: no RUN is written into an image without a shell', () => {
    const text =
      'FROM gcr.io/distroless/python3-debian13\nCOPY --from=build /srv /srv\nENTRYPOINT ["/usr/bin/python3"]\nCMD ["/srv/manage.py", "check"]\n';
    for (const { fixes } of judge(text).findings)
      for (const { edits } of fixes) expect(edits.map(({ newText }) => newText).join('')).not.toMatch(/\bRUN\b/);
  });

  test('10: a user is made before it is used', () => {
    const fixed = fixedBy('runs-as-root', `${SLIM}\nWORKDIR /srv\nCOPY . .\n${CMD}\n`) ?? '';
    expect(fixed).toMatch(/useradd[\s\S]*\nUSER /);
    expect(fixed).not.toContain('non-root');
  });

  test('18: the flag is not added twice', () => {
    expect(
      judge(`${SLIM}\nRUN pip install --no-cache-dir --no-cache x\n`).findings.map(({ rule }) => rule),
    ).not.toContain('pip-cache-left');
  });

  test('25: the whole closure of the requirements is copied, or nothing', () => {
    const text = `${SLIM}\nWORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r requirements/prod.txt\n${CMD}\n`;
    const files = {
      'manage.py': '',
      'requirements/prod.txt': '-r common.txt\n',
      'requirements/common.txt': 'django==5.2\n',
    };
    expect(fixedBy('source-before-deps', text, { files })).toMatch(/common\.txt[\s\S]*pip install[\s\S]*COPY \. \./);
  });

  test('27: a shell command that needs its shell keeps it', () => {
    const text = `${SLIM}\nENV PORT=8000\nCMD gunicorn shop.wsgi --bind 0.0.0.0:$PORT\n`;
    expect(fixedBy('shell-form-command', text) ?? '').toContain(
      '"-c", "exec gunicorn shop.wsgi --bind 0.0.0.0:$PORT"]',
    );
  });

  test('29: a template gets no fixes', () => {
    const text =
      "FROM python:3.13\n{% if cookiecutter.celery == 'y' %}\nRUN pip install celery\n{% endif %}\nCOPY . .\nCMD python manage.py runserver\n";
    const { findings } = judge(text);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
  });

  test('30: another Python takes the paths with it, or nothing changes', () => {
    const text = `FROM python:3.9-slim-trixie AS build\nRUN pip install --no-cache-dir django\nFROM python:3.9-slim-trixie\nCOPY --from=build /usr/local/lib/python3.9/site-packages /usr/local/lib/python3.9/site-packages\n${CMD}\n`;
    const fixed = fixedBy('base-image-eol', text);
    if (fixed !== undefined) expect(fixed).not.toContain('3.9');
  });
});
