import { describe, expect, test } from 'vitest';
import { shown, stageOf } from './support.ts';

const isPython = (text: string): unknown => shown(stageOf(text).isPython);

describe('a stage is Python’s', () => {
  test.each([
    ['by its image', 'FROM python:3.13-slim'],
    ['by its uv image', 'FROM ghcr.io/astral-sh/uv:python3.13-bookworm'],
    ['by its distroless image', 'FROM gcr.io/distroless/python3-debian13'],
    ['by its hardened image', 'FROM dhi.io/python:3.13'],
    ['by what it installs with apt', 'FROM debian:13\nRUN apt-get install -y python3-venv'],
    ['by what it installs with apk', 'FROM alpine\nRUN apk add python3'],
    ['by what it installs with pip', 'FROM my.company/base\nRUN pip install django'],
    ['by what it starts', 'FROM my.company/base\nCMD ["gunicorn", "a.wsgi"]'],
    ['by a manage.py it runs', 'FROM my.company/base\nRUN ./manage.py check'],
    ['by the interpreter it calls', 'FROM ubuntu\nENTRYPOINT ["/usr/bin/python3.12", "x.py"]'],
    ['by its parent', 'FROM debian AS base\nRUN pip install x\nFROM base'],
    ['although its image is Node’s', 'FROM node:24\nRUN pip install x'],
  ])('%s', (_, text) => {
    expect(isPython(text)).toBe(true);
  });

  test.each([
    ['nginx', 'FROM nginx:1\nCOPY . /x'],
    ['Node', 'FROM node:24\nRUN npm ci'],
    ['Node that compiles its addons', 'FROM node:24\nRUN apt-get install -y python3 make g++ && npm ci'],
    ['a database', 'FROM postgres:17'],
    ['distroless without Python', 'FROM gcr.io/distroless/static'],
  ])('not with %s', (_, text) => {
    expect(isPython(text)).toBe(false);
  });

  test.each(['FROM debian:13\nRUN apt-get install -y curl', 'FROM my.company/base', 'FROM scratch', 'FROM $X', 'FROM'])(
    '%j does not tell',
    (text) => {
      expect(isPython(text)).toBe('?');
    },
  );
});
