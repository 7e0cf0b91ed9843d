import rule from '../../../server/src/engine/rules/base-image/base-image-repeated.ts';
import { testRule } from '../../support/rule-tester.ts';

const IMAGE = 'python:3.14-slim-trixie';
const RUN = 'RUN python -m venv /opt/venv\n';
const COPY = 'COPY --from=builder /opt/venv /opt/venv\n';

testRule(rule, {
  valid: {
    'one FROM': `FROM ${IMAGE}\n`,
    'a stage that both are built on': `FROM ${IMAGE} AS base\nFROM base AS builder\nFROM base\n`,
    'the version has one place': 'ARG V=3.14\nFROM python:${V}-trixie AS builder\nFROM python:${V}-slim-trixie\n',
    'the whole image has': `ARG BASE=${IMAGE}\nFROM \${BASE} AS builder\nFROM $BASE\n`,
    'different versions are meant to differ': 'FROM node:22.1 AS old\nFROM node:24.1 AS new\nFROM python:3.14\n',
    'different images': `FROM node:24.1 AS assets\nFROM ${IMAGE}\n`,
    nothing: 'FROM scratch AS a\nFROM scratch\n',
    'no tag, no version': 'FROM python AS a\nFROM python\n',
    'a tag that nobody bumps': 'FROM team/base:latest AS builder\nFROM team/base:latest\n',
    'another registry': `FROM ${IMAGE} AS builder\nFROM registry.example.com/${IMAGE}\n`,
    'copies are no FROM': `FROM ${IMAGE}\nCOPY --from=${IMAGE} /a /b\n`,
  },
  invalid: {
    'the same image twice': {
      code: `FROM ${IMAGE} AS builder\n${RUN}FROM «${IMAGE}»\n${COPY}`,
      message: 'This version of python stands in 2 FROMs: the next update may miss one of them',
      related: [IMAGE],
      fixed: `FROM ${IMAGE} AS base\n\nFROM base AS builder\n${RUN}FROM base\n${COPY}`,
      title: 'Name the image once, as stage base',
    },
    'three times, in the style of the file': {
      code: `# syntax=docker/dockerfile:1\n\n# Builds it\nfrom ${IMAGE} as builder\n${RUN}from «${IMAGE}» as test\nfrom ${IMAGE}\n`,
      related: [IMAGE, IMAGE],
      fixed: `# syntax=docker/dockerfile:1\n\nfrom ${IMAGE} as base\n\n# Builds it\nfrom base as builder\n${RUN}from base as test\nfrom base\n`,
    },
    'a stage is there already': {
      code: `FROM ${IMAGE} AS python\nFROM «${IMAGE}» AS builder\nFROM ${IMAGE}\n${COPY}`,
      fixed: `FROM ${IMAGE} AS python\nFROM python AS builder\nFROM python\n${COPY}`,
      title: 'Build on stage python',
    },
    'a stage is there, and another one of its name': {
      code: `FROM ${IMAGE} AS python\nFROM «${IMAGE}» AS Python\nRUN pip list\nFROM ${IMAGE}\n${COPY}`,
      fixed: `FROM ${IMAGE} AS base\n\nFROM base AS python\nFROM base AS Python\nRUN pip list\nFROM base\n${COPY}`,
    },
    'the name is taken': {
      code: `FROM ${IMAGE} AS Base\nRUN pip list\nFROM «${IMAGE}»\nCOPY --from=base-2 /a /b\n`,
      fixed: `FROM ${IMAGE} AS base-3\n\nFROM base-3 AS Base\nRUN pip list\nFROM base-3\nCOPY --from=base-2 /a /b\n`,
    },
    'two images, one after the other': {
      code: `FROM ${IMAGE} AS builder\n${RUN}FROM debian:trixie-slim AS tools\nRUN ls\nFROM «debian:trixie-slim»\nRUN ls\nFROM «${IMAGE}»\n${COPY}`,
      fixed: `FROM ${IMAGE} AS base\n\nFROM base AS builder\n${RUN}FROM debian:trixie-slim AS base-debian\n\nFROM base-debian AS tools\nRUN ls\nFROM base-debian\nRUN ls\nFROM base\n${COPY}`,
    },
    'stages by number': {
      code: `FROM ${IMAGE}\nRUN pip list\nFROM «${IMAGE}»\nCOPY --from=0 /a /b\n`,
      fixed: null,
    },
    'an image nobody knows may do something when it is built on': {
      code: `FROM example.com/base:1 AS builder\n${RUN}FROM «example.com/base:1»\n`,
      fix: 'review',
      fixed: `FROM example.com/base:1 AS base\n\nFROM base AS builder\n${RUN}FROM base\n`,
    },
    'the same platform': {
      code: `FROM --platform=linux/arm64 ${IMAGE} AS builder\n${RUN}FROM --platform=linux/arm64 «${IMAGE}»\n`,
      fix: 'review',
      fixed:
        `FROM --platform=linux/arm64 ${IMAGE} AS base\n\nFROM --platform=linux/arm64 base AS builder\n` +
        `${RUN}FROM --platform=linux/arm64 base\n`,
    },
    'another platform': {
      code: `FROM --platform=$BUILDPLATFORM ${IMAGE} AS builder\nFROM «${IMAGE}»\n`,
      fixed: null,
    },
    'a release': {
      code: `FROM debian:trixie-slim AS builder\n${RUN}FROM «debian:trixie-slim»\n`,
      fixed: `FROM debian:trixie-slim AS base\n\nFROM base AS builder\n${RUN}FROM base\n`,
    },
    'variants of one version': {
      code: `FROM python:3.14-trixie AS builder\nFROM «${IMAGE}»\n${COPY}`,
      fix: 'review',
      fixed: `ARG PYTHON_VERSION=3.14\n\nFROM python:\${PYTHON_VERSION}-trixie AS builder\nFROM python:\${PYTHON_VERSION}-slim-trixie\n${COPY}`,
      title: 'Name version 3.14 once, in an ARG',
    },
    'the name of the ARG is taken': {
      code: 'ARG PYTHON_VERSION=3\nFROM python:3.14-trixie AS builder\nFROM «python:3.14-slim-trixie»\n',
      fixed: null,
    },
    'variants of an uv image': {
      code: 'FROM ghcr.io/astral-sh/uv:python3.14-trixie AS builder\nFROM «ghcr.io/astral-sh/uv:python3.14-trixie-slim»\n',
      message: 'This version of astral-sh/uv stands in 2 FROMs: the next update may miss one of them',
      fixed: null,
    },
  },
});
