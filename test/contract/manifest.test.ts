import { describe, expect, test } from 'vitest';
import { filesBelow, isThere, readText } from '../support/checkout.ts';
import { readFullManifest } from '../support/manifest.ts';

const manifest = readFullManifest();
const commands = manifest.contributes.commands ?? [];
const settings = Object.entries(manifest.contributes.configuration?.properties ?? {});
const MEND = 'Mend it in package.json';

/** Names that other programs, settings files and key bindings rely on: one is added freely, never taken away or renamed. */
const COMMANDS = ['scaffold', 'fixAll', 'showRule', 'browseRules', 'showFacts', 'restart', 'showLog', 'copyReport'];
const SETTINGS = ['enable', 'detect', 'run', 'rules', 'trace.server'];
const prefixed = (names: readonly string[]): readonly string[] => names.map((name) => `djangoDockerfile.${name}`);

describe('identity', () => {
  test('names are those that people have installed and configured', () => {
    expect(manifest.publisher, MEND).toBe('django-dockerfile');
    expect(manifest.name, MEND).toBe('django-dockerfile');
    expect(manifest.displayName, MEND).toBe('Django Dockerfile');
    expect(Object.keys(manifest.bin), MEND).toEqual(['django-dockerfile']);
  });

  test('there is no `files`: vsce refuses it beside .vscodeignore', () => {
    expect(manifest.files, MEND).toBeUndefined();
  });

  test('the editor it is written for is the one it asks for', () => {
    const { vscode } = manifest.engines;
    expect(`^${manifest.devDependencies['@types/vscode']}`, 'Set engines.vscode and @types/vscode to one version').toBe(
      vscode,
    );
  });

  test('versions are pinned', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    const loose = all.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)).map(([name]) => name);
    expect(loose, `Give these an exact version. ${MEND}`).toEqual([]);
  });
});

describe('commands', () => {
  test('the agreed ones are contributed', () => {
    expect(
      commands.map(({ command }) => command),
      MEND,
    ).toEqual(expect.arrayContaining([...prefixed(COMMANDS)]));
  });

  test('each has a title and our category', () => {
    const odd = commands.filter(({ title, category }) => !title || category !== 'Django Dockerfile');
    expect(odd, `A command has a title, and "category": "Django Dockerfile". ${MEND}`).toEqual([]);
  });

  test('each is known to the client', () => {
    const sources = [...filesBelow('client/src', '.ts'), 'server/src/lsp/messages.ts'].map(readText).join('\n');
    const idle = commands.filter(({ command }) => !sources.includes(`'${command}'`)).map(({ command }) => command);
    expect(idle, `No code names these commands: register them in client/src/start.ts, or take them out`).toEqual([]);
  });

  test('menus name commands that exist', () => {
    const known = new Set(commands.map(({ command }) => command));
    const used = Object.values(manifest.contributes.menus ?? {}).flatMap((items) =>
      items.map(({ command }) => command),
    );
    expect(
      used.filter((command) => command !== undefined && !known.has(command)),
      MEND,
    ).toEqual([]);
  });
});

describe('the scaffold', () => {
  test('is called in the palette what people are told to type', () => {
    const texts = JSON.parse(readText('package.nls.json')) as Readonly<Record<string, string>>;
    const command = commands.find(({ command }) => command === 'djangoDockerfile.scaffold');
    expect(`${command?.category}: ${texts['command.scaffold']}`, MEND).toBe(
      'Django Dockerfile: Scaffold Django Dockerfile',
    );
  });

  test('is offered for folders and for manage.py', () => {
    const [item, ...others] = manifest.contributes.menus?.['explorer/context'] ?? [];
    expect(others).toEqual([]);
    expect(item?.command, MEND).toBe('djangoDockerfile.scaffold');
    expect(item?.when, MEND).toBe('explorerResourceIsFolder || resourceFilename == manage.py');
  });
});

describe('settings', () => {
  test('the agreed ones are contributed', () => {
    expect(
      settings.map(([name]) => name),
      MEND,
    ).toEqual(expect.arrayContaining([...prefixed(SETTINGS)]));
  });

  test.each(settings)('%s is documented', (name, setting) => {
    expect(name, MEND).toMatch(/^djangoDockerfile\.[a-z][\w.]*$/i);
    expect(setting.markdownDescription, `It has a markdownDescription. ${MEND}`).toBeTruthy();
    expect(setting.scope, `Its scope is "resource": folders of one window may differ. ${MEND}`).toBe('resource');
    if (!setting.enum) return;
    const described = setting.markdownEnumDescriptions ?? setting.enumDescriptions ?? [];
    expect(described, `Each of its values has a description. ${MEND}`).toHaveLength(setting.enum.length);
  });

  test('each is described in the README', () => {
    const readme = readText('README.md');
    const silent = settings.map(([name]) => name).filter((name) => !readme.includes(`\`${name}\``));
    expect(silent, 'Describe these settings in README.md').toEqual([]);
  });
});

describe('texts', () => {
  test('each placeholder has a text, and each text a place', () => {
    const texts = Object.keys(JSON.parse(readText('package.nls.json')) as object);
    const used = Array.from(readText('package.json').matchAll(/"%([\w.]+)%"/g), ([, key = '']) => key);
    expect(
      used.filter((key) => !texts.includes(key)),
      'Add these to package.nls.json',
    ).toEqual([]);
    expect(
      texts.filter((key) => !used.includes(key)),
      'Nothing uses these texts of package.nls.json',
    ).toEqual([]);
  });
});

describe('activation and trust', () => {
  test('it starts for Dockerfiles and its own commands only', () => {
    expect(manifest.activationEvents, MEND).toEqual(['onLanguage:dockerfile']);
  });

  test('it works in untrusted and in virtual workspaces', () => {
    expect(manifest.capabilities?.untrustedWorkspaces?.supported, MEND).toBe(true);
    expect(manifest.capabilities?.virtualWorkspaces, MEND).toBe(true);
  });

  test('it declares no language: VS Code has one for Dockerfiles', () => {
    expect(manifest.contributes.languages, MEND).toBeUndefined();
  });
});

describe('files', () => {
  test('what package.json names is there', () => {
    const { snippets = [], grammars = [] } = manifest.contributes;
    const named = [...snippets, ...grammars].map(({ path }) => path.replace(/^\.\//, ''));
    const missing = [...named, ...(manifest.icon ? [manifest.icon] : [])].filter((path) => !isThere(path));
    expect(missing, MEND).toEqual([]);
  });

  test('what is built is what package.json starts', () => {
    const build = readText('esbuild.mjs');
    const started = [manifest.main, manifest.browser, ...Object.values(manifest.bin)];
    const unbuilt = started
      .map((path) => path.replace(/^\.\//, ''))
      .filter((path) => !build.includes(path.replace(/^dist\/|\.js$/g, '')));
    expect(unbuilt, 'esbuild.mjs builds every file that package.json starts').toEqual([]);
  });

  test('what is shipped is named by .vscodeignore', () => {
    const shipped = readText('.vscodeignore');
    const started = [manifest.main, manifest.browser].map((path) => `!${path.replace(/^\.\//, '')}`);
    expect(
      started.filter((line) => !shipped.includes(line)),
      'Add them to .vscodeignore',
    ).toEqual([]);
  });

  test('the scripts that npm runs are there', () => {
    const used = Object.values(manifest.scripts).flatMap((script) => script.match(/[\w/.-]+\.(?:ts|mjs)\b/g) ?? []);
    expect(
      used.filter((path) => !isThere(path)),
      'Write these scripts, or take them out of package.json',
    ).toEqual([]);
  });
});
