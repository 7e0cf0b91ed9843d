import { describe, expect, test } from 'vitest';
import type { ComposeCommand } from '../../../../server/src/engine/project/compose/types.ts';
import type { Word } from '../../../../server/src/engine/shell/types.ts';
import { fileOf } from './support.ts';

const HEAD = 'services:\n  web:\n    command: ';

function commandOf(written: string): { command: ComposeCommand; text: string } {
  const text = `${HEAD}${written}`;
  const command = fileOf(text).services[0]?.command;
  if (!command) throw new Error('no command');
  return { command, text };
}

const wordsOf = (written: string): readonly Word[] => commandOf(written).command.script.commands[0]?.words ?? [];

/** What stands in the file for each word. */
function placesOf(written: string): readonly string[] {
  const { command, text } = commandOf(written);
  const words = command.script.commands[0]?.words ?? [];
  return words.map(({ span }) => text.slice(span.start, span.end));
}

describe('words and their places', () => {
  test.each([
    ['gunicorn shop.wsgi -b :80', ['gunicorn', 'shop.wsgi', '-b', ':80']],
    [`gunicorn "shop.wsgi"`, ['gunicorn', 'shop.wsgi']],
    ['>-\n      gunicorn\n      shop.wsgi', ['gunicorn', 'shop.wsgi']],
    ['[gunicorn, "shop.wsgi"]', ['gunicorn', '"shop.wsgi"']],
    ['\n      - gunicorn\n      - shop.wsgi # why', ['gunicorn', 'shop.wsgi']],
  ])('of %j', (written, places) => expect(placesOf(written)).toEqual(places));
});

test('a text for a shell is read, with the places of what it runs', () => {
  const written = 'sh -c "python manage.py migrate && exec gunicorn shop.wsgi"';
  const { command, text } = commandOf(written);
  const inner = command.script.commands[0]?.inner;
  const server = inner?.commands[1]?.tool;
  const app = server?.kind === 'server' ? server.app : undefined;
  expect(app && text.slice(app.span.start, app.span.end)).toBe('shop.wsgi');
});

test('a doubled dollar sign is one', () => {
  const [, , script] = wordsOf('sh -c "echo $$A b"');
  expect(script?.literal).toBe('echo $A b');
  const { command, text } = commandOf('sh -c "echo $$A b"');
  const last = command.script.commands[0]?.inner?.commands[0]?.words[2];
  expect(last && text.slice(last.span.start, last.span.end)).toBe('b');
});

test.each(['gunicorn ${APP:-shop.wsgi}', '[gunicorn, "$APP"]', 'gunicorn "{{ app }}.wsgi"'])(
  '%j has a word that nobody knows',
  (written) => {
    const [, word] = wordsOf(written);
    expect(word?.literal).toBeUndefined();
    expect(word?.parts).toMatchObject([{ kind: 'dynamic' }]);
  },
);

test('a list that holds more than texts', () => {
  expect(wordsOf('[a, {b: c}, 1, null]').map(({ literal }) => literal)).toEqual(['a', '1']);
});

test('no words are no command', () => {
  expect(commandOf('[]').command.script.commands).toEqual([]);
  expect(commandOf('""').command.script.commands).toEqual([]);
});
