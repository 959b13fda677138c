import { defineConfig } from 'vitest/config';

// One run for all workspaces: `npm test`, or `npx vitest run --project backend messages` for a part.
export default defineConfig({
  test: {
    projects: ['shared', 'embedded-mongo', 'backend', 'frontend', 'scripts'].map((name) => ({
      extends: true as const,
      root: `./${name}`,
      test: {
        name,
        include: ['**/*.test.{ts,tsx,mjs}'],
        exclude: ['**/node_modules/**', '**/dist/**'],
        environment: 'node',
        // No promise of speed, only an end for what hangs: real servers start slowly on a machine that is busy.
        testTimeout: 60_000,
        hookTimeout: 60_000,
      },
    })),
    // Two cores are the smallest machine that the whole run is promised for.
    maxWorkers: '100%',
  },
});
