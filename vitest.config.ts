import { defineConfig } from 'vitest/config';

// Tests run on the sources, so a test never passes on a stale build.
export default defineConfig({
  resolve: { conditions: ['@pugmark/source'] },
  ssr: { resolve: { conditions: ['@pugmark/source'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'tools/**/*.test.ts',
      'docs/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
