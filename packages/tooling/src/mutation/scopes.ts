/** Code that is mutated, and the quick tests that have to notice. */
export interface MutationScope {
  /** One line for the page: what this code decides. */
  what: string
  /** Globs of sources, from the root; tests among them are left out. */
  mutate: string[]
  /** Globs of tests, from the root. */
  tests: string[]
  /** What else of these folders there is, and why it is not mutated. */
  leftOut?: Record<string, string>
}

function fieldByField(files: string): Record<string, string> {
  return { [files]: 'field by field between two shapes; tested beside their sources, and not mutated yet' }
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
    what: 'which invoices move, the copies that are ordered, their totals and the digest of their sources',
    mutate: ['packages/migrate/src/plan/{copy,decide,renewal,source-digest,totals}.ts'],
    tests: ['packages/migrate/src/plan/{copy,decide,renewal,source-digest,totals}.test.ts'],
    leftOut: {
      'plan/{windows,loss-report,drafts}.ts': 'tested beside their sources, and not mutated yet',
      'plan/{accounts,customers,effort,least-calls,mapping,notices,plan-file,plan-invoice,plan-migration}.ts':
        'only tested with the emulator so far, which takes seconds for each mutant',
    },
  },
  'migrate-run': {
    what: 'how a copy is compared with its plan, and what is known after a crash',
    mutate: ['packages/migrate/src/run/compare-copy.ts', 'packages/migrate/src/journal/progress-state.ts'],
    tests: ['packages/migrate/src/run/compare-copy.test.ts', 'packages/migrate/src/journal/*.test.ts'],
    leftOut: {
      'run/{await-open,claiming,context,create,customers,move-all,move-invoice,open,progress,report,run-migration}.ts, rollback/*.ts, store/*.ts':
        'only tested with the emulator, with killed processes and with planted defects, which takes seconds for each mutant',
    },
  },
  'migrate-steps': {
    what: 'the steps of a run that read and close the source and take a copy back',
    mutate: ['packages/migrate/src/run/{appearing,close,refusals,source,verdict,withdraw}.ts'],
    tests: ['packages/migrate/src/run/{close,source,withdraw}.test.ts'],
  },
  'migrate-verify': {
    what: 'the verification of a migration',
    mutate: ['packages/migrate/src/verify/{field-differences,judge-invoices,reconcile}.ts'],
    tests: ['packages/migrate/src/verify/*.test.ts'],
    leftOut: {
      'verify/{archive,id-map,markdown,verify-migration}.ts':
        'they read both sides and write the report, and judge nothing',
    },
  },
  'mapping-commet': {
    what: 'amounts, lines and statuses that are read from Commet',
    mutate: [
      'packages/commet/src/money.ts',
      'packages/commet/src/to-canonical/*.ts',
      'packages/commet/src/capabilities/status.ts',
    ],
    tests: [
      'packages/commet/src/{money,to-canonical}.test.ts',
      'packages/commet/src/{to-canonical,capabilities}/*.test.ts',
    ],
    leftOut: fieldByField('to-canonical.ts, to-wire.ts'),
  },
  'mapping-asset': {
    what: 'amounts, lines and statuses that are read from Asset, and the lines that are written',
    mutate: [
      'packages/asset/src/money.ts',
      'packages/asset/src/to-canonical/{amounts,lines,payments,status}.ts',
      'packages/asset/src/dialects/{amount-lines,unit-price-lines}.ts',
      'packages/asset/src/capabilities/status.ts',
    ],
    tests: [
      'packages/asset/src/{money,to-canonical}.test.ts',
      'packages/asset/src/to-canonical/{lines,settling}.test.ts',
      'packages/asset/src/{dialects,capabilities}/*.test.ts',
    ],
    leftOut: fieldByField('to-canonical.ts, to-canonical/metadata.ts, to-wire.ts, to-wire/*.ts'),
  },
  'mapping-whop': {
    what: 'amounts, lines and statuses that are read from Whop, and the lines and plans that are written',
    mutate: [
      'packages/whop/src/money.ts',
      'packages/whop/src/to-canonical/{amounts,figures,lines,price,status,total}.ts',
      'packages/whop/src/to-wire/{line-items,plan}.ts',
      'packages/whop/src/capabilities/status.ts',
    ],
    tests: [
      'packages/whop/src/{money,to-canonical}.test.ts',
      'packages/whop/src/to-canonical/{amounts,status,words}.test.ts',
      'packages/whop/src/to-wire/*.test.ts',
      'packages/whop/src/capabilities/*.test.ts',
    ],
    leftOut: fieldByField(
      'to-canonical.ts, to-canonical/{kept-key,secrets}.ts, to-wire.ts, to-wire/{draft,invoice-options,party}.ts',
    ),
  },
}
