import { expect, test } from 'vitest';
import { behindTheWork } from '../../../../server/src/engine/rules/shared/placement.ts';
import { stageOf } from './support.ts';

test.each([
  ['COPY . .\nEXPOSE 80\nCMD a', 'copy', 'expose'],
  ['CMD a\nCOPY . .', 'copy', undefined],
  ['EXPOSE 80\nCMD a', undefined, 'expose'],
  ['', undefined, undefined],
])('%j', (instructions, last, next) => {
  const place = behindTheWork(stageOf(`FROM python:3.13\n${instructions}`));
  expect([place.last?.kind, place.next?.kind]).toEqual([last, next]);
});
