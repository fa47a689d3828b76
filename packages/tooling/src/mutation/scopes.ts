/** Code that is mutated, and the quick tests that have to notice. */
export interface MutationScope {
  /** One line for the page: what this code decides. */
  what: string
  /** Globs of sources, from the root; tests among them are left out. */
  mutate: string[]
  /** Globs of tests, from the root. */
  tests: string[]
  /** Sources of these folders that are not mutated, each with its reason. */
  leftOut?: Record<string, string>
}

export const mutationScopes: Record<string, MutationScope> = {
  money: {
    what: 'currencies, decimals, sums and totals of core',
    mutate: ['packages/core/src/money/*.ts'],
    tests: ['packages/core/src/money/*.test.ts'],
  },
  status: {
    what: 'statuses and payment states of core',
    mutate: ['packages/core/src/status/*.ts'],
    tests: ['packages/core/src/status/*.test.ts'],
  },
  settlement: {
    what: 'how core settles uncertain writes',
    mutate: ['packages/core/src/settlement/*.ts'],
    tests: ['packages/core/src/settlement/*.test.ts'],
  },
}
