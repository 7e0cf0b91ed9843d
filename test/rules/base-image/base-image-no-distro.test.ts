import rule from '../../../server/src/engine/rules/base-image/base-image-no-distro.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: {
    'a named release': 'FROM python:3.13-slim-trixie\nFROM python:3.13-bookworm\n',
    'a digest': 'FROM python:3.13-slim@sha256:0123456789abcdef\n',
    Alpine: 'FROM python:3.13-alpine\n',
    'no version at all is more than that': 'FROM python:3-slim\nFROM python\nFROM python:3.15-rc-slim\n',
    'a Python that is built no more': 'FROM python:3.9-slim\nFROM python:3.8\n',
    'a patch from before the last move': 'FROM python:3.11.6-slim\n',
    'a patch that may be either': 'FROM python:3.13.6\n',
    'other images': 'FROM node:24\nFROM ghcr.io/astral-sh/uv:python3.13-bookworm\nFROM example.com/python:3.13\n',
    'an ARG without a default': 'ARG V\nFROM python:${V}-slim\n',
    Windows: 'FROM python:3.13-nanoserver\n',
  },
  invalid: {
    'the small image': {
      code: 'FROM python:«3.13-slim»\n',
      message: 'The tag names no Debian release: it is trixie today, and moves to the next one without a word',
      fixed: 'FROM python:3.13-slim-trixie\n',
      title: 'Name Debian trixie in the tag',
    },
    'the full image': { code: 'FROM python:«3.12» AS app\n', fixed: 'FROM python:3.12-trixie AS app\n' },
    'a patch that is built on trixie': {
      code: 'FROM python:«3.13.9-slim»\n',
      fixed: 'FROM python:3.13.9-slim-trixie\n',
    },
    'twice the same': {
      code: 'FROM python:«3.13-slim» AS builder\nFROM python:3.13-slim\n',
      related: ['python:3.13-slim'],
      fixed: 'FROM python:3.13-slim-trixie AS builder\nFROM python:3.13-slim-trixie\n',
    },
    'a version in an ARG': {
      code: 'ARG V=3.13\nFROM python:«${V}-slim»\n',
      related: ['V=3.13'],
      fixed: 'ARG V=3.13\nFROM python:${V}-slim-trixie\n',
    },
    'the version and nothing else': {
      code: 'ARG V=3.13\nFROM python:«$V»\n',
      fixed: 'ARG V=3.13\nFROM python:$V-trixie\n',
    },
    'an ARG that other images use, too': {
      code: 'ARG V=3.13-slim\nFROM python:«$V» AS a\nFROM example.com/base:$V\n',
      fixed: null,
    },
  },
});
