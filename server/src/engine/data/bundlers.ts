/**
 * Packages of npm that make the files which a browser loads.
 * Source: the pages of the packages on npm; read on 2026-12-01.
 */
const BUNDLERS: ReadonlySet<string> = new Set([
  'vite',
  'webpack',
  'webpack-cli',
  'esbuild',
  'rollup',
  'parcel',
  'gulp',
  'grunt',
  'tailwindcss',
  '@tailwindcss/cli',
  '@angular/cli',
  '@rspack/core',
  'laravel-mix',
  '@symfony/webpack-encore',
]);

export const isBundler = (name: string): boolean => BUNDLERS.has(name);
