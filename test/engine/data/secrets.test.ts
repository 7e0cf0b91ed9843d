import { describe, expect, test } from 'vitest';
import {
  isPasswordName,
  isSecretName,
  isSigningKeyName,
  PLACEHOLDER,
  TOKEN_SHAPES,
  WEAK_PASSWORDS,
} from '../../../server/src/engine/data/secrets.ts';

describe('names', () => {
  test.each([
    'SECRET_KEY',
    'DJANGO_SECRET_KEY',
    'EMAIL_HOST_PASSWORD',
    'PGPASSWORD',
    'DB_PASS',
    'STRIPE_API_KEY',
    'APIKEY',
    'token',
  ])('%s is a secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each([
    'SECRET_KEY_FILE',
    'PASSWORD_RESET_TIMEOUT',
    'COMPASS',
    'BYPASS',
    'CACHE_KEY',
    'MONKEY',
    'TOKENIZER',
    'UWSGI_PASS',
    'VITE_TOKEN',
  ])('%s is none', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  test('some are chosen by people, some sign what Django sends', () => {
    expect(isPasswordName('POSTGRES_PASSWORD')).toBe(true);
    expect(isPasswordName('SECRET_KEY')).toBe(false);
    expect(isSigningKeyName('DJANGO_SECRET_KEY')).toBe(true);
    expect(isSigningKeyName('STRIPE_API_KEY')).toBe(false);
  });
});

/** Put together here: nothing that looks like a token stands in the repository. */
const made = (prefix: string, unit: string, count: number): string => prefix + unit.repeat(count);

test.each([
  ['a GitHub token', made('ghp_', 'a1B2', 9)],
  ['a GitLab token', made('glpat-', 'a1B2', 5)],
  ['an AWS access key', made('AKIA', 'A2B3', 4)],
  ['a PyPI token', made('pypi-AgE', 'a1B2', 20)],
  ['an npm token', made('npm_', 'a1B2', 9)],
  ['a Slack token', made('xoxb-', '123456', 2) + made('-', 'a1B2', 6)],
  ['a Stripe key', made('sk_live_', 'a1B2', 6)],
  ['a SendGrid key', `${made('SG.', 'ab', 11)}.${made('c', 'ab', 21)}`],
  ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----'],
])('%s is known by its shape', (name, text) => {
  expect(TOKEN_SHAPES.find(([, shape]) => shape.test(text))?.[0]).toBe(name);
});

test.each(['ghp_short', 'pk_live_a1b2c3d4e5f6a1b2c3d4e5f6', '-----BEGIN CERTIFICATE-----', 'pypi-registry'])(
  '%s is no token',
  (text) => {
    expect(TOKEN_SHAPES.some(([, shape]) => shape.test(text))).toBe(false);
  },
);

test.each(['dummy', 'changeme', 'build-only', 'my_dummyKey', 'not-so-secret', 'xxxx', 'for-test'])(
  '%s says that it is no secret',
  (text) => {
    expect(PLACEHOLDER.test(text)).toBe(true);
  },
);

test.each(['k9!v2#xw8z', 'rebuilding', 'tempest', 'protest1'])('%s says nothing', (text) => {
  expect(PLACEHOLDER.test(text)).toBe(false);
});

test.each(['postgres', 'admin', '1234', 'P@ssw0rd', 'shop-user1'])('%s is a password of every list', (text) => {
  expect(WEAK_PASSWORDS.test(text)).toBe(true);
});
