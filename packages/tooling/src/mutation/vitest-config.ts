import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { mutationScopes } from './scopes.ts'

// Stryker starts vitest in a process of its own, so the scope comes through the environment.
const scope = mutationScopes[process.env.MUTATION_SCOPE ?? '']

function isBesideItsSource({ moduleId }: TestSpecification): boolean {
  return moduleId.includes('/src/')
}

/** The quickest tests first, since the first that fails ends the run of a mutant. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => Number(isBesideItsSource(other)) - Number(isBesideItsSource(one)))
  }
}

// The tests are chosen here and not by Stryker's `testFiles`: given those, Stryker never activates a mutant in code
// that runs when its module is loaded, and counts it as survived.
const config: ViteUserConfig = defineConfig({
  test: {
    include: scope?.tests ?? [],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Each mutant has a worker of its own; within it, what several test files import is loaded once.
    isolate: false,
    sequence: { sequencer: QuickestFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})

export default config
