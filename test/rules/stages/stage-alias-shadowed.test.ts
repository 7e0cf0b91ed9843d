import rule from '../../../server/src/engine/rules/stages/stage-alias-shadowed.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: {
    'the stage itself': 'FROM docker.io/python:3.13-slim-trixie AS python\nFROM python\n',
    'in other letters': 'FROM docker.io/python:3.13-slim-trixie AS Python\nFROM python\n',
    'a tag': 'FROM python:3.13-slim-trixie AS python\nFROM docker.io/python:3.13-slim-trixie\n',
    'a digest': 'FROM python:3.13-slim-trixie AS python\nFROM docker.io/python@sha256:0123456789abcdef\n',
    'a stage that comes later': 'FROM docker.io/python\nFROM python:3.13-slim-trixie AS python\n',
    'another name': 'FROM python:3.13-slim-trixie AS base\nFROM docker.io/python\n',
    'an ARG without a default': 'ARG IMAGE\nFROM python:3.13-slim-trixie AS python\nFROM ${IMAGE}\n',
  },
  invalid: {
    'a registry in front': {
      code: 'FROM docker.io/python:3.13-slim-trixie AS python\nFROM «docker.io/python» AS build\n',
      message: 'This is not stage python: Docker pulls docker.io/python:latest, whatever that is by then',
      related: ['python'],
      fixed: 'FROM docker.io/python:3.13-slim-trixie AS python\nFROM python AS build\n',
    },
    twice: {
      code: 'FROM docker.io/python:3.13-slim-trixie AS python\nFROM «docker.io/python» AS build\nFROM «library/python» AS run\n',
      fixed: 'FROM docker.io/python:3.13-slim-trixie AS python\nFROM python AS build\nFROM python AS run\n',
    },
    'long names': {
      code:
        'FROM python:3.13-slim-trixie AS a-base-image-with-a-very-long-name\n' +
        'FROM «registry.example.com/platform/a-base-image-with-a-very-long-name»\n',
      fixed:
        'FROM python:3.13-slim-trixie AS a-base-image-with-a-very-long-name\nFROM a-base-image-with-a-very-long-name\n',
    },
  },
});
