/**
 * `npm run build`: the bundles that are shipped. `--development` keeps names and writes source maps, `--watch` stays and
 * builds again, `--outdir=` puts them elsewhere than in dist/.
 * CommonJS throughout: VS Code loads it faster than modules, and a command line needs no more.
 */
import { rmSync } from 'node:fs';
import { build, context } from 'esbuild';

process.chdir(import.meta.dirname);

/** What every bundle has in common. */
const common = {
  bundle: true,
  format: 'cjs',
  target: 'node20',
  logLevel: 'warning',
  legalComments: 'none',
  // Its modules for browsers leave out what nobody asks for.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
};

const node = {
  ...common,
  platform: 'node',
  // A CommonJS file has no `import.meta`; where it lies is known all the same.
  define: { 'import.meta.dirname': '__dirname' },
};

const bundles = {
  client: { ...node, entryPoints: ['client/src/extension.ts'], external: ['vscode'] },
  // For a process and for a browser's worker: what packages have for one of them only is found as well.
  server: { ...node, entryPoints: ['server/src/server.ts'], conditions: ['browser'], target: ['node20', 'es2022'] },
  cli: { ...node, entryPoints: ['server/src/cli.ts'] },
  web: {
    ...common,
    platform: 'browser',
    entryPoints: ['client/src/extension.web.ts'],
    external: ['vscode'],
    target: 'es2022',
  },
};

async function main(args) {
  const development = args.includes('--development');
  const outdir = args.find((arg) => arg.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';
  const all = Object.entries(bundles).map(([name, options]) => ({
    ...options,
    outfile: `${outdir}/${name}.js`,
    minify: !development,
    sourcemap: development,
  }));
  // Source maps of an earlier development build would be taken for those of this one.
  if (!development) for (const { outfile } of all) rmSync(`${outfile}.map`, { force: true });
  if (!args.includes('--watch')) {
    await Promise.all(all.map((options) => build(options)));
    return;
  }
  for (const options of all) await (await context(options)).watch();
}

await main(process.argv.slice(2));
