// What the structure checks hold the repository to. A change of the rules is a change of this file.

/** Types alone, but for a few values, and but for one folder of the importing package. */
export interface TypesOnly {
  values: string[]
  folder: string
}

export interface PackageRule {
  /** Packages of ours that the sources may import. */
  imports: Record<string, 'all' | TypesOnly>
  /** Web platform APIs only, so that it runs wherever `fetch` does. `outside` names the folder that is exempt. */
  web?: { outside?: string }
}

const adapter: PackageRule = { imports: { core: 'all' }, web: {} }

export const packages: Record<string, PackageRule> = {
  core: { imports: {}, web: {} },
  commet: adapter,
  asset: adapter,
  whop: adapter,
  // It is a second, independent reading of the vendors: sharing code would share its mistakes.
  emulator: { imports: {} },
  // The kit judges adapters by its own reading, not with core's functions: of core it takes types, the names that an
  // adapter is asked about, and the judgement of capability data. The reference adapter is an adapter like any other.
  conformance: {
    imports: {
      core: {
        values: ['canonicalFields', 'capabilityProblems', 'filterNames', 'listAll', 'operationNames'],
        folder: 'reference',
      },
    },
  },
  // Of core it takes Results alone.
  storage: { imports: { core: 'all' } },
  aggregate: { imports: { core: 'all', storage: 'all' }, web: { outside: 'store' } },
  migrate: { imports: { core: 'all', storage: 'all' }, web: { outside: 'store' } },
  'report-page': { imports: { core: 'all', aggregate: 'all' } },
  cli: {
    imports: {
      core: 'all',
      commet: 'all',
      asset: 'all',
      whop: 'all',
      aggregate: 'all',
      migrate: 'all',
      'report-page': 'all',
      storage: 'all',
      emulator: 'all',
      conformance: 'all',
    },
  },
  benchmarks: {
    imports: {
      core: 'all',
      commet: 'all',
      asset: 'all',
      whop: 'all',
      aggregate: 'all',
      migrate: 'all',
      storage: 'all',
      emulator: 'all',
      // Its PostgreSQL server, which no published package needs.
      tooling: 'all',
    },
  },
  // Tests alone, which may import whatever they put to the test.
  endurance: { imports: {} },
  tooling: { imports: {} },
}

/** Packages whose `./store` alone may import storage. */
export const storageOnlyFrom = 'store'

/** Libraries that only some packages may import: everybody else gets what they need of them from core. */
export const ownedLibraries: Record<string, string[]> = { neverthrow: ['core'], ky: ['core'] }

/** Entries whose modules, all of them together, must not load a library. */
export const unreachable: { from: string; library: string }[] = [
  { from: 'packages/core/src/index.ts', library: 'ky' },
  { from: 'packages/aggregate/src/index.ts', library: 'kysely' },
  { from: 'packages/aggregate/src/index.ts', library: '@invoice-adapters/storage' },
]

/**
 * A partial adapter needs only the listed files and may already have any other of the shared names. `extra` holds the
 * files that this adapter alone has, each with its reason.
 */
export type AdapterRule =
  | { state: 'complete'; webhook: boolean; extra: Record<string, string> }
  | { state: 'partial'; files: string[]; reason: string; extra: Record<string, string> }

/** The names that all adapters share, each a file or a folder of that name. */
export const adapterFiles: string[] = [
  'index',
  'adapter',
  'options',
  'capabilities',
  'coverage',
  'schema',
  'money',
  'to-canonical',
  'to-wire',
  'errors',
]

/** Names an adapter may have without giving a reason. */
export const optionalAdapterFiles: string[] = ['dialects']

export const adapters: Record<string, AdapterRule> = {
  commet: { state: 'complete', webhook: true, extra: {} },
  asset: {
    state: 'complete',
    webhook: false,
    extra: { token: 'the vendor wants a short-lived token from an endpoint of its own' },
  },
  whop: { state: 'complete', webhook: true, extra: {} },
}

/** One place where a check is not held, and why. An exception that is no longer needed is itself reported. */
export interface Exception {
  check: string
  path: string
  reason: string
}

export const exceptions: Exception[] = []
