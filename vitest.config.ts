import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'docs/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // A machine that builds and tests at once is slow; what hangs is found all the same.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // By default one core is kept free for watching.
    maxWorkers: '100%',
  },
})

export default config
