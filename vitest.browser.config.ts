import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: { include: ['packages/*/test/**/*.browser.ts'], exclude: ['**/node_modules/**', '**/dist/**'] },
})

export default config
