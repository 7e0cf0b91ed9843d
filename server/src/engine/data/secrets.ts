/**
 * What secrets are called and what they look like.
 * Sources: Django's settings reference; the environment variables of the official database images; the token formats that GitHub,
 * GitLab, AWS, PyPI, npm, Slack, Stripe, SendGrid, Docker, DigitalOcean, Hugging Face, Sentry, OpenAI and Anthropic publish for
 * secret scanning; the dummy values of public Django Dockerfiles. Read on 2026-11-21.
 */

/** The last words of names whose value is a secret: SECRET_KEY, EMAIL_HOST_PASSWORD, STRIPE_API_KEY. Nothing may follow. */
const SECRET_ENDING =
  /(?:^|_)(?:SECRET|SECRET_KEY|SECRET_ACCESS_KEY|PASSWORD|PASSWD|PASS|PASSPHRASE|TOKEN|API_?KEY|PRIVATE_KEY|ENCRYPTION_KEY|SIGNING_KEY|FERNET_KEYS?)$/i;
/** Names of one word that end in none of them. */
const SECRET_NAMES = /^(?:PGPASSWORD|DBPASSWORD|DBPASS|MYSQL_PWD|GITHUB_PAT|GH_PAT|GITLAB_PAT|AZURE_ACCOUNT_KEY)$/i;

/** A switch, a key made for browsers, or something else that only sounds like a secret. */
const PUBLIC_NAMES =
  /^(?:USE|ENABLE|DISABLE|ALLOW|REQUIRE|HAS|NO|SKIP|GENERATE|CHECK|VERIFY|IS|MAX|MIN|NUM)_|^(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|PUBLIC|VITE|REACT_APP|VUE_APP|GATSBY)_|PUBLIC|PUBLISHABLE|CSRF|MAPBOX|MAPS|POSTHOG|(?:UWSGI|PROXY|FASTCGI|GRPC)_PASS$|RANDOM_ROOT_PASSWORD|EMPTY_PASSWORD/i;

export const isSecretName = (name: string): boolean =>
  (SECRET_ENDING.test(name) || SECRET_NAMES.test(name)) && !PUBLIC_NAMES.test(name);

/** The value is chosen by people: a short one is a password all the same. */
export const isPasswordName = (name: string): boolean => /(?:PASSWORD|PASSWD|PASS|PWD)$/i.test(name);

/** Django starts with whatever it is given as its key, and signs sessions with it. */
export const isSigningKeyName = (name: string): boolean => /(?:^|_)(?:SECRET_KEY|DJANGO_SECRET)$/i.test(name);

/** Tokens that can be told by their shape, and who gives them out. */
export const TOKEN_SHAPES: readonly (readonly [string, RegExp])[] = [
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/],
  ['a GitLab token', /\bgl(?:pat|dt|rt|cbt|ptt)-[\w-]{20,}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ['a PyPI token', /\bpypi-AgE[\w-]{50,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a Slack token', /\bxox[abeoprs]-\d{9,}-[\w-]{10,}|\bxapp-\d-[A-Z0-9]+-\d+-[a-z0-9]{40,}/],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{20,}/],
  ['a SendGrid key', /\bSG\.[\w-]{22}\.[\w-]{43}\b/],
  ['a Docker Hub token', /\bdckr_pat_[\w-]{27}/],
  ['a DigitalOcean token', /\bdo[opr]_v1_[a-f0-9]{64}\b/],
  ['a Hugging Face token', /\bhf_[A-Za-z]{34}\b/],
  ['a Sentry token', /\bsntry[su]_[\w+/=-]{40,}/],
  ['an OpenAI key', /\bsk-(?:proj-|svcacct-)?[\w-]{20,}T3BlbkFJ[\w-]{20,}/],
  ['an Anthropic key', /\bsk-ant-[\w-]{80,}/],
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
];

/** What one of the shapes begins with stands in every token. */
export const BEGINS_A_TOKEN =
  /gh[pousr]_|github_pat_|gl[a-z]{2,3}t-|A[KS]IA|pypi-|npm_|xox|xapp-|k_live_|SG\.|dckr_|_v1_|hf_|sntry|sk-|-----BEGIN/;

/** Words with which people say that a value is none. Short ones count only as words of their own. */
export const PLACEHOLDER =
  /dummy|change[-_ ]?(?:me|this|it)|place[-_ ]?holder|insecure|unsafe|example|not[-_ ]?(?:so[-_ ])?(?:a[-_ ])?(?:really|real|secret|secure|used|needed)|(?:un|not[-_ ]?)(?:used|needed)|ignored?\b|collect[-_]?static|(?:your|my)[-_ ](?:secret|key|token|password|api)|(?:replace|override|overrid|overwrit)|do[-_ ]?not[-_ ]?use|throw[-_]?away|default|(?<![a-z0-9])(?:build(?:[-_ ]?(?:time|only))?|temp(?:orary)?|tmp|foo|bar|baz|fake|mock|tests?|testing|dev(?:el(?:op(?:ment)?)?)?|local|sample|todo|none|null|only|xxx+|bad|ci|django)(?![a-z0-9])/i;

/** Passwords that every list of passwords has. */
export const WEAK_PASSWORDS =
  /^(?:[a-z]+(?:[-_][a-z]+)*\d{0,4}|\d{1,8}|pass(?:word|wd)?[\d!]*|p[a@]ssw[o0]rd|super-?secret.*|my-?password|secret-?.{0,4})$/i;
