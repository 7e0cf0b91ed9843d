import { expect, test } from 'vitest';
import { reads } from './support.ts';

const FIELDS = `class S(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")
    secret_key: SecretStr
    debug: bool = False
    hosts: list[str] = ["*"]
    port: int = Field(8000)
    url: str = Field(..., validation_alias="DATABASE_URL")
    _hidden: str = "x"
    other = 1
    def f(self): pass
`;

test.each<readonly [name: string, text: string, expected: readonly string[]]>([
  [
    'fields',
    FIELDS,
    [
      'SECRET_KEY absent text required maybe',
      'DEBUG false bool maybe',
      'HOSTS dynamic other maybe',
      'PORT 8000 int maybe',
      'DATABASE_URL absent text required maybe',
    ],
  ],
  [
    'a prefix',
    'class S(pydantic_settings.BaseSettings):\n  model_config = SettingsConfigDict(env_prefix="APP_")\n  a: str\n',
    ['APP_A absent text required maybe'],
  ],
  [
    'the older way',
    'class S(BaseSettings):\n  a: str\n  class Config:\n    env_prefix = "x_"\n',
    ['X_A absent text required maybe'],
  ],
  [
    'a prefix that is worked out',
    'class S(BaseSettings):\n  model_config = SettingsConfigDict(env_prefix=P)\n  a: str\n',
    [],
  ],
  ['another class', 'class S(BaseModel):\n  a: str\n', []],
])('%s', (_name, text, expected) => {
  expect(reads(text)).toEqual(expected);
});
