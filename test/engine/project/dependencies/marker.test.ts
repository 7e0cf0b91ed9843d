import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateMarker } from '../../../../server/src/engine/project/dependencies/marker.ts';
import { imageEnvironment } from '../../../../server/src/engine/project/dependencies/marker-environment.ts';

const on312 = imageEnvironment('3.12', ['s3'], ['dev']);

test.each<[string, boolean | undefined]>([
  ['', true],
  ['python_version >= "3.8"', true],
  ['python_version < "3.9"', false],
  ["python_version == '3.12'", true],
  ["python_version > '3.9'", true],
  ["'3.13' > python_version", true],
  ["python_version in '3.11 3.12'", true],
  ["python_version not in '3.11, 3.12'", false],
  ["python_version in '3.1 3.12.1'", undefined],
  ["python_version ~= '3.10'", true],
  ["python_version == '3.*'", true],
  ["python_full_version >= '3.12.0'", true],
  ["python_full_version < '3.13'", true],
  ["python_full_version < '3.12'", false],
  ["python_full_version >= '3.12.4'", undefined],
  ["python_full_version == '3.12.*'", true],
  ['sys_platform == "linux"', true],
  ['sys_platform == "win32"', false],
  ["sys_platform != 'darwin'", true],
  ["'linux' in sys_platform", true],
  ["sys_platform in 'linux darwin'", true],
  ["os_name == 'nt'", false],
  ["os.name == 'posix'", true],
  ["platform_system == 'Linux'", true],
  ["platform_python_implementation != 'PyPy'", true],
  ["implementation_name == 'cpython'", true],
  ["platform_machine == 'x86_64'", undefined],
  ["platform_machine == 'x86_64' and sys_platform == 'win32'", false],
  ["platform_machine == 'x86_64' or sys_platform == 'linux'", true],
  ["platform_machine == 'x86_64' or sys_platform == 'win32'", undefined],
  ["extra == 's3'", true],
  ["extra == 'S3'", true],
  ["extra == 'gcs'", false],
  ["extra != 'gcs'", true],
  ["extra == 'extra-5-shop-cpu'", undefined],
  ["'s3' in extras", true],
  ["'dev' in dependency_groups", true],
  ["'test' not in dependency_groups", true],
  ["(sys_platform == 'win32' or sys_platform == 'linux') and python_version >= '3'", true],
  ["sys_platform == 'linux' or sys_platform == 'x' and python_version < '3'", true],
  ["SYS_PLATFORM == 'linux'", true],
])('%s: %s', (marker, expected) => {
  expect(evaluateMarker(marker, on312)).toBe(expected);
});

test.each([
  'nonsense',
  'sys_platform',
  "sys_platform == 'linux' and",
  "sys_platform == 'linux' garbage",
  "(sys_platform == 'linux'",
  "sys_platform = 'linux'",
  "sys_platform == 'linux",
  'sys_platform == linux',
  "'a' == 'a'",
  "shop == 'a'",
  "__proto__ == 'a'",
  "'a' in constructor",
  "python_version >= 'three'",
  `${'('.repeat(5000)}sys_platform == 'linux'${')'.repeat(5000)}`,
])('%j is not for us to guess', (marker) => {
  expect(evaluateMarker(marker, on312)).toBeUndefined();
});

test('a full version is compared in full', () => {
  const marker = "python_full_version >= '3.12.4'";
  expect(evaluateMarker(marker, imageEnvironment('3.12.4'))).toBe(true);
  expect(evaluateMarker(marker, imageEnvironment('3.12.3'))).toBe(false);
  expect(evaluateMarker("python_version == '3.12'", imageEnvironment('3.12.3'))).toBe(true);
});

test('an unknown Python leaves the answer open, unless something else decides', () => {
  const unknown = imageEnvironment();
  expect(evaluateMarker("python_version >= '3'", unknown)).toBeUndefined();
  expect(evaluateMarker("python_version >= '3' and sys_platform == 'win32'", unknown)).toBe(false);
});

test('nothing throws', () => {
  const piece = fc.constantFrom(
    '(',
    ')',
    'and',
    'or',
    'not',
    'in',
    '==',
    '<',
    "'3.12'",
    "'x'",
    'extra',
    'python_version',
    '"',
    'os_name',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((parts) => parts.join(' ')),
      ),
      (marker) => {
        expect([true, false, undefined]).toContain(evaluateMarker(marker, on312));
      },
    ),
  );
});
