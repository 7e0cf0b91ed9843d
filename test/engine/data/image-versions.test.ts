import { expect, test } from 'vitest';
import { opennessOf } from '../../../server/src/engine/data/image-versions.ts';

test.each([
  ['python', 'everything'],
  ['python:latest', 'everything'],
  ['python:slim', 'version'],
  ['python:3', 'minor'],
  ['python:3.13', 'none'],
  ['python:2', 'none'],
  ['python:3.15-rc', 'prerelease'],
  ['python:windowsservercore', 'none'],
  ['docker.io/library/python', 'everything'],
  ['node:24', 'minor'],
  ['node:24.11', 'none'],
  ['node:lts', 'version'],
  ['postgres:18', 'none'],
  ['postgres:alpine', 'version'],
  ['debian:trixie', 'none'],
  ['debian:stable', 'version'],
  ['alpine:edge', 'version'],
  ['traefik:v3.5', 'none'],
  ['example.com/base', 'everything'],
  ['team/base', 'everything'],
  ['example.com/base:main', 'none'],
  ['base', 'none'],
  ['localhost:5000/base', 'none'],
  ['scratch', 'none'],
  ['gcr.io/distroless/python3-debian13', 'none'],
  ['gcr.io/distroless/python3', 'everything'],
  ['ghcr.io/astral-sh/uv', 'none'],
  ['ghcr.io/astral-sh/uv:latest', 'none'],
  ['python@sha256:abc', 'none'],
  ['', 'none'],
])('%s leaves open: %s', (image, openness) => {
  expect(opennessOf(image)).toBe(openness);
});
