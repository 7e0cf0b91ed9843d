import { expect, test } from 'vitest';
import { type Outcome, type Step, walk } from '../../../client/src/scaffold/steps.ts';

/** Steps that answer as they are told, one answer each time that one is asked; and what they were asked with. */
function script(answers: Readonly<Record<string, readonly Outcome<string>[]>>) {
  const asked: string[] = [];
  const steps = Object.entries(answers).map(([name, outcomes]): Step<string> => {
    const left = [...outcomes];
    return async (state, canGoBack) => {
      asked.push(`${name}(${state}${canGoBack ? ', back' : ''})`);
      return left.shift() ?? 'cancelled';
    };
  });
  return { steps, asked };
}

const chosen = (value: string) => ({ chosen: value });

test('each answer goes on to the next question', async () => {
  const { steps, asked } = script({ a: [chosen('1')], b: [chosen('12')] });
  expect(await walk(steps, '')).toEqual(chosen('12'));
  expect(asked).toEqual(['a()', 'b(1, back)']);
});

test('nothing is asked after somebody has left', async () => {
  const { steps, asked } = script({ a: [chosen('1')], b: ['cancelled'], c: [chosen('3')] });
  expect(await walk(steps, '')).toBe('cancelled');
  expect(asked).toEqual(['a()', 'b(1, back)']);
});

test('what was chosen is still there after a way back', async () => {
  const { steps, asked } = script({
    a: [chosen('1'), chosen('1')],
    b: [chosen('12'), chosen('13')],
    c: ['back', chosen('!')],
  });
  expect(await walk(steps, '')).toEqual(chosen('!'));
  expect(asked).toEqual(['a()', 'b(1, back)', 'c(12, back)', 'b(12, back)', 'c(13, back)']);
});

test('before the first question there is only what was before, if there was anything', async () => {
  const inside = script({ a: ['back'] });
  expect(await walk(inside.steps, 'x', true)).toBe('back');
  expect(inside.asked).toEqual(['a(x, back)']);
  const first = script({ a: [chosen('1')] });
  await walk(first.steps, 'x');
  expect(first.asked).toEqual(['a(x)']);
});

test('without a question the answer is what there was', async () => {
  expect(await walk([], 'x')).toEqual(chosen('x'));
});
