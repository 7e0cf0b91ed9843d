import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/{rules,engine,cases,contract,lsp,host,cli,client,scripts,support}/**/*.test.ts'],
    // The modules keep no state, so files may share a process; two of them leave a small machine usable.
    isolate: false,
    setupFiles: ['test/support/fixed-seed.ts'],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
