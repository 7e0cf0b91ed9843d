import rule from '../../../server/src/engine/rules/correctness/sudo-used.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';

testRule(rule, {
  valid: {
    'another user': `${FROM}USER app\nRUN sudo apt-get update\n`,
    'a user nobody knows': `${FROM}ARG WHO\nUSER $WHO\nRUN sudo true\n`,
    'a base image with a user nobody knows': 'FROM example.com/base:1\nRUN sudo true\n',
    'for another user': `${FROM}RUN sudo -u app make\nRUN sudo --user=app -H make\n`,
    'the word in other places': `${FROM}RUN apt-get install -y sudo && echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app\nRUN usermod -aG sudo app\nRUN echo sudo x\n`,
    'when the container starts': `${FROM}CMD sudo -E gunicorn config.wsgi\n`,
    'nothing to run': `${FROM}RUN sudo -v\n`,
  },
  invalid: {
    'apt and files': {
      code: `${FROM}RUN «sudo» apt-get update && sudo apt-get install -y gcc && \\\n    sudo rm -rf /var/lib/apt/lists/*\n`,
      severity: 'info',
      message: 'This RUN is root without sudo, which only takes the environment away from the command',
      title: 'Run the command without sudo',
      fixed: `${FROM}RUN apt-get update && apt-get install -y gcc && \\\n    rm -rf /var/lib/apt/lists/*\n`,
    },
    'what reads the environment': {
      code: `${FROM}RUN «sudo» pip install --no-cache-dir django\n`,
      fix: 'review',
      fixed: `${FROM}RUN pip install --no-cache-dir django\n`,
    },
    'with options': { code: `${FROM}RUN «sudo» -H pip install --no-cache-dir a\n`, fixed: null },
    'with variables': { code: `${FROM}RUN «sudo» A=1 make\n`, fixed: null },
    'over a line break': { code: `${FROM}RUN «sudo» \\\n  mkdir x\n`, fixed: null },
    'an exec form': { code: `${FROM}RUN [«"sudo"», "mkdir", "x"]\n`, fixed: null },
    'the text of another shell': {
      code: `${FROM}RUN bash -c '«sudo» mkdir x'\n`,
      fixed: `${FROM}RUN bash -c 'mkdir x'\n`,
    },
    'a builder': {
      code: `FROM python:3.14-slim AS build\nRUN «sudo» mkdir x\nFROM python:3.14-slim\nCOPY --from=build /x /x\n`,
      severity: 'hint',
      fixed: `FROM python:3.14-slim AS build\nRUN mkdir x\nFROM python:3.14-slim\nCOPY --from=build /x /x\n`,
    },
    'root again': {
      code: `${FROM}USER app\nUSER 0:0\nRUN «sudo» mkdir x\n`,
      fixed: `${FROM}USER app\nUSER 0:0\nRUN mkdir x\n`,
    },
  },
});
