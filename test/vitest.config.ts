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
    // Nothing takes that long on a machine that has nothing else to do; what must be fast is held to the processor's time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
