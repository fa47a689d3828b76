import { Stryker } from '@stryker-mutator/core'
import { type Mutant, readMutants } from './mutant.ts'
import type { MutationScope } from './scopes.ts'

/** What the tests do not read, and what is large, stays out of the copy that Stryker makes of the repository. */
const notCopied = ['docs', '**/dist', '**/.turbo', '.test-results', '.vitest', '.stryker-tmp']

/**
 * Tries each mutant of a scope with the tests that reach it, in a copy of the repository. `only` narrows it to some of the
 * scope's files.
 */
export async function runScope(
  name: string,
  scope: MutationScope,
  only: string[],
  root: string,
): Promise<Mutant[]> {
  process.env.MUTATION_SCOPE = name
  // Stryker copies the folder that it is started in.
  process.chdir(root)
  const results = await new Stryker({
    mutate: [...(only.length > 0 ? only : scope.mutate), '!**/*.test.ts'],
    testRunner: 'vitest',
    plugins: [import.meta.resolve('@stryker-mutator/vitest-runner')],
    vitest: { configFile: 'packages/tooling/src/mutation/vitest-config.ts', related: false },
    coverageAnalysis: 'perTest',
    ignorePatterns: notCopied,
    // Node strips the types: nothing has to be compiled, and no comment has to switch checks off.
    disableTypeChecks: false,
    // Two at once on a busy machine make slow tests look like endless ones.
    concurrency: 1,
    timeoutMS: 15_000,
    reporters: ['progress-append-only'],
    allowEmpty: false,
  }).runMutationTest()
  return readMutants(results, root)
}
