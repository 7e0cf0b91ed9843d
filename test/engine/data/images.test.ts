import { describe, expect, test } from 'vitest';
import { hasPatchOn, imageFacts, isOfficialImageName } from '../../../server/src/engine/data/images.ts';
import { parseImageReference } from '../../../server/src/engine/syntax/image-reference.ts';
import { shown } from '../model/support.ts';

function facts(image: string) {
  const reference = parseImageReference(image);
  if (!reference) throw new Error(`No reference: ${image}`);
  return imageFacts(reference);
}

const read = (image: string) => {
  const { family, variant, python, release } = facts(image);
  return [family, variant, shown(python), shown(release)];
};

describe('python', () => {
  test.each([
    ['python', 'full', '?', 'trixie'],
    ['python:latest', 'full', '?', 'trixie'],
    ['python:slim', 'slim', '?', 'trixie'],
    ['python:3', 'full', '?', 'trixie'],
    ['python:3-slim-bookworm', 'slim', '?', 'bookworm'],
    ['python:3.13', 'full', '3.13', 'trixie'],
    ['python:3.13-slim', 'slim', '3.13', 'trixie'],
    ['python:3.13-slim-bookworm', 'slim', '3.13', 'bookworm'],
    ['python:3.13.1-slim-bookworm', 'slim', '3.13', 'bookworm'],
    ['python:3.15-rc', 'full', '3.15', 'trixie'],
    ['python:3.15.0rc1-slim-trixie', 'slim', '3.15', 'trixie'],
    ['python:3.9-slim', 'slim', '3.9', 'trixie'],
    ['python:3.8', 'full', '3.8', 'bookworm'],
    ['python:3.6', 'full', '3.6', 'bullseye'],
    ['python:2.7-slim', 'slim', '2.7', 'buster'],
    ['python:2-slim', 'slim', '2.7', 'buster'],
    ['python:3.4', 'full', '3.4', '?'],
    ['python:3.12-alpine', 'alpine', '3.12', 'alpine'],
    ['python:3.12-alpine3.20', 'alpine', '3.12', 'alpine'],
    ['python:alpine', 'alpine', '?', 'alpine'],
    ['docker.io/library/python:3.13-slim', 'slim', '3.13', 'trixie'],
    ['public.ecr.aws/docker/library/python:3.13-slim', 'slim', '3.13', 'trixie'],
    ['mirror.gcr.io/library/python:3.13', 'full', '3.13', 'trixie'],
  ])('%s is %s, Python %s on %s', (image, variant, python, release) => {
    expect(read(image)).toEqual(['python', variant, python, release]);
    expect(facts(image)).toMatchObject({ forPython: { value: true }, defaultUser: { value: 'root' } });
  });

  test.each([
    ['python:3.13.7-slim', 'trixie'],
    ['python:3.13.6-slim', '?'],
    ['python:3.13.5-slim', 'bookworm'],
    ['python:3.12.11', 'trixie'],
    ['python:3.12.10', 'bookworm'],
    ['python:3.12.0', 'bookworm'],
    ['python:3.11.6-slim', 'bookworm'],
    ['python:3.11.3-slim', '?'],
    ['python:3.8.20', 'bookworm'],
    ['python:3.14.0', 'trixie'],
  ])('a patch that is not built again stays on the Debian of its day: %s on %s', (image, release) => {
    expect(shown(facts(image).release)).toBe(release);
  });

  test('a digest may be of any age', () => {
    expect(read('python:3.13-slim@sha256:abc')).toEqual(['python', 'slim', '3.13', '?']);
    expect(read('python:3.13-slim-trixie@sha256:abc')).toEqual(['python', 'slim', '3.13', 'trixie']);
    expect(read('python@sha256:abc')).toEqual(['python', undefined, '?', '?']);
    expect(facts('python@sha256:abc').packageManager.known).toBe(false);
  });

  test.each(['3.13-windowsservercore-ltsc2022', '3.12-nanoserver'])('%s is Windows', (tag) => {
    expect(facts(`python:${tag}`)).toMatchObject({ family: 'windows', hasShell: { known: false } });
  });
});

test.each([
  ['trixie', '3.12', '11', true],
  ['trixie', '3.12', '10', false],
  ['bookworm', '3.12', '4', true],
  ['bullseye', '3.9', '4', false],
])('on %s, Python %s.%s was built: %s', (release, minor, patch, built) => {
  expect(hasPatchOn(release, minor, patch)).toBe(built);
});

describe('other images that hold Python or a system', () => {
  test.each([
    ['ghcr.io/astral-sh/uv:python3.13-bookworm-slim', ['uv', 'slim', '3.13', 'bookworm']],
    ['ghcr.io/astral-sh/uv:0.9.1-python3.12-trixie', ['uv', 'full', '3.12', 'trixie']],
    ['ghcr.io/astral-sh/uv:python3.13-alpine', ['uv', 'alpine', '3.13', 'alpine']],
    ['astral/uv:python3.13-trixie-slim', ['uv', 'slim', '3.13', 'trixie']],
    ['ghcr.io/astral-sh/uv:bookworm-slim', ['uv', 'slim', '?', 'bookworm']],
    ['ghcr.io/astral-sh/uv:debian', ['uv', 'full', '?', '?']],
    ['ghcr.io/astral-sh/uv:0.9', ['scratch', undefined, '?', '?']],
    ['ghcr.io/astral-sh/uv', ['scratch', undefined, '?', '?']],
    ['debian:trixie-slim', ['debian', 'slim', '?', 'trixie']],
    ['debian:12', ['debian', 'full', '?', 'bookworm']],
    ['debian:12.5-slim', ['debian', 'slim', '?', 'bookworm']],
    ['debian', ['debian', 'full', '?', '?']],
    ['buildpack-deps:bookworm', ['debian', 'full', '?', 'bookworm']],
    ['ubuntu:24.04', ['ubuntu', 'full', '?', 'noble']],
    ['ubuntu:14.04', ['ubuntu', 'full', '?', 'trusty']],
    ['ubuntu:jammy', ['ubuntu', 'full', '?', 'jammy']],
    ['ubuntu', ['ubuntu', 'full', '?', '?']],
    ['alpine:3.22', ['alpine', 'alpine', '?', 'alpine']],
    ['fedora:43', ['redhat', undefined, '?', '?']],
    ['scratch', ['scratch', undefined, '?', '?']],
    ['gcr.io/distroless/python3-debian13', ['distroless', undefined, '3.13', 'trixie']],
    ['gcr.io/distroless/python3-debian12:nonroot', ['distroless', undefined, '3.11', 'bookworm']],
    ['gcr.io/distroless/static-debian12', ['distroless', undefined, '?', 'bookworm']],
    ['gcr.io/distroless/python3', ['distroless', undefined, '?', '?']],
    ['dhi.io/python:3.13-debian13', ['hardened', undefined, '3.13', '?']],
    ['cgr.dev/chainguard/python:latest', ['hardened', undefined, '?', '?']],
    ['mcr.microsoft.com/windows/servercore:ltsc2022', ['windows', undefined, '?', '?']],
    ['node:24-slim', ['other', undefined, '?', '?']],
    ['node:24-alpine', ['other', 'alpine', '?', 'alpine']],
    ['bitnami/python:3.13', ['unknown', undefined, '?', '?']],
    ['my.company/python:3.13', ['unknown', undefined, '?', '?']],
    ['toString', ['unknown', undefined, '?', '?']],
  ])('%s', (image, expected) => {
    expect(read(image)).toEqual(expected);
  });
});

describe('what can be done in them', () => {
  test.each([
    ['python:3.13-slim', 'apt', true, 'dash'],
    ['python:3.13-alpine', 'apk', true, 'busybox'],
    ['ghcr.io/astral-sh/uv:python3.13-bookworm', 'apt', true, 'dash'],
    ['ubuntu:24.04', 'apt', true, 'dash'],
    ['fedora:43', 'dnf', true, 'bash'],
    ['busybox', 'none', true, 'busybox'],
    ['scratch', 'none', false, '?'],
    ['ghcr.io/astral-sh/uv:0.9', 'none', false, '?'],
    ['gcr.io/distroless/python3-debian13', 'none', false, '?'],
    ['gcr.io/distroless/python3-debian13:debug', 'none', true, '?'],
    ['gcr.io/distroless/python3-debian13:debug-nonroot', 'none', true, '?'],
    ['dhi.io/python:3.13', '?', false, '?'],
    ['dhi.io/python:3.13-debian13-dev', '?', true, '?'],
    ['cgr.dev/chainguard/python:latest-dev', '?', true, '?'],
    ['nginx:1', 'apt', true, 'dash'],
    ['mysql:8', '?', true, '?'],
    ['my.company/base', '?', '?', '?'],
  ])('%s: packages by %s, a shell: %s', (image, manager, shell, sh) => {
    const found = facts(image);
    expect([shown(found.packageManager), shown(found.hasShell), shown(found.sh)]).toEqual([manager, shell, sh]);
  });

  test.each([
    ['python:3.13', 'root'],
    ['ghcr.io/astral-sh/uv:python3.13-bookworm', 'root'],
    ['scratch', 'root'],
    ['gcr.io/distroless/python3-debian13', 'root'],
    ['gcr.io/distroless/python3-debian13:nonroot', '65532'],
    ['gcr.io/distroless/python3-debian13:debug-nonroot', '65532'],
    ['dhi.io/python:3.13', '?'],
    ['mcr.microsoft.com/windows/nanoserver', '?'],
    ['haproxy:3', '?'],
    ['my.company/base', '?'],
  ])('%s starts as %s', (image, user) => {
    expect(shown(facts(image).defaultUser)).toBe(user);
  });
});

test.each([
  ['python', true],
  ['Busybox', true],
  ['composer', true],
  ['node', true],
  ['bulider', false],
  ['constructor', false],
])('%s is the name of an official image: %s', (name, expected) => {
  expect(isOfficialImageName(name)).toBe(expected);
});
