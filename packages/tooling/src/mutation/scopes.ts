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
  'migrate-plan': {
    what: 'the decisions of a plan, the copies it orders, their steps and what is lost',
    mutate: [
      'packages/migrate/src/plan/{copy,decide,drafts,loss-report,renewal,source-digest,totals,windows}.ts',
    ],
    tests: ['packages/migrate/src/plan/*.test.ts'],
  },
  'migrate-run': {
    what: 'the steps of a run, its journal and what it knows after a crash',
    mutate: ['packages/migrate/src/run/compare-copy.ts', 'packages/migrate/src/journal/progress-state.ts'],
    tests: ['packages/migrate/src/{run,journal}/*.test.ts'],
  },
  'migrate-verify': {
    what: 'the verification of a migration',
    mutate: ['packages/migrate/src/verify/{field-differences,judge-invoices,reconcile}.ts'],
    tests: ['packages/migrate/src/verify/*.test.ts'],
  },
  'mapping-commet': {
    what: 'amounts, statuses and fields between Commet and the canonical invoice',
    mutate: [
      'packages/commet/src/{money,to-canonical,to-wire}.ts',
      'packages/commet/src/to-canonical/*.ts',
      'packages/commet/src/capabilities/status.ts',
    ],
    tests: ['packages/commet/src/**/*.test.ts', 'packages/commet/test/removed-fields.test.ts'],
  },
  'mapping-asset': {
    what: 'amounts, statuses and fields between Asset and the canonical invoice',
    mutate: [
      'packages/asset/src/{money,to-canonical,to-wire}.ts',
      'packages/asset/src/{to-canonical,to-wire}/*.ts',
      'packages/asset/src/dialects/{amount-lines,unit-price-lines}.ts',
      'packages/asset/src/capabilities/status.ts',
    ],
    tests: ['packages/asset/src/**/*.test.ts', 'packages/asset/test/{removed-fields,generations}.test.ts'],
  },
  'mapping-whop': {
    what: 'amounts, statuses and fields between Whop and the canonical invoice',
    mutate: [
      'packages/whop/src/{money,to-canonical,to-wire}.ts',
      'packages/whop/src/{to-canonical,to-wire}/*.ts',
      'packages/whop/src/capabilities/status.ts',
    ],
    tests: ['packages/whop/src/**/*.test.ts', 'packages/whop/test/removed-fields.test.ts'],
  },
}
