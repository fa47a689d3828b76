import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { mutationScopes } from './scopes.ts'

// Stryker starts vitest in a process of its own, so the scope comes through the environment.
const scope = mutationScopes[process.env.MUTATION_SCOPE ?? '']

// The tests are chosen here and not by Stryker's `testFiles`: given those, Stryker never activates a mutant in code
// that runs when its module is loaded, and counts it as survived.
const config: ViteUserConfig = defineConfig({
  test: {
    include: scope?.tests ?? [],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})

export default config
