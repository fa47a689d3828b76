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

function notYet(files: string): Record<string, string> {
  return { [files]: 'tested beside their sources, and not mutated yet' }
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
    leftOut: notYet('to-canonical.ts, to-wire.ts'),
  },
  'mapping-asset': {
    what: 'amounts that are read from Asset',
    mutate: ['packages/asset/src/money.ts', 'packages/asset/src/to-canonical/amounts.ts'],
    tests: [
      'packages/asset/src/{money,to-canonical}.test.ts',
      'packages/asset/src/to-canonical/settling.test.ts',
      'packages/asset/src/dialects/*.test.ts',
    ],
    leftOut: notYet(
      'to-canonical.ts, to-canonical/{lines,metadata,payments,status}.ts, to-wire.ts, to-wire/*.ts, dialects/*.ts, capabilities/status.ts',
    ),
  },
  'mapping-whop': {
    what: 'amounts, prices and totals that are read from Whop',
    mutate: ['packages/whop/src/money.ts', 'packages/whop/src/to-canonical/{figures,price,total}.ts'],
    tests: [
      'packages/whop/src/{money,to-canonical}.test.ts',
      'packages/whop/src/to-canonical/{amounts,words}.test.ts',
    ],
    leftOut: notYet(
      'to-canonical.ts, to-canonical/{amounts,kept-key,lines,secrets,status}.ts, to-wire.ts, to-wire/*.ts, capabilities/status.ts',
    ),
  },
}
