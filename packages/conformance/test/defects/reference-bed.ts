import { createReferenceBackend, type ReferenceAdapterOptions } from '../../src/index.ts'
import { referenceDefinition } from '../../src/reference/adapter.ts'
import { referenceHarness } from '../reference-harness.ts'
import type { Bed } from './planting.ts'

export const referenceBed: Bed<ReferenceAdapterOptions & { fetch?: typeof globalThis.fetch }> = {
  harness: (make) =>
    referenceHarness({
      make: (options) => {
        const { fetch, clock, webhookSecrets } = options.backend
        return make({ fetch, now: clock.now, webhookSecrets: [webhookSecrets.current], ...options })
      },
    }),
  define: ({ fetch, ...options }) =>
    referenceDefinition({
      ...options,
      backend: { ...options.backend, fetch: fetch ?? options.backend.fetch },
    }),
  credential: ({ apiKey, backend }) => apiKey ?? backend.apiKey,
  wire: {
    emptyList: { data: [], next: null },
    reportsFailure: (body) => 'error' in body,
    spoiledField: ['total', 0],
    unheardWord: 'by_pigeon',
  },
  person: ({ account, backend }) => backend.customers()[0]?.email ?? account ?? '',
  elsewhere: ({ backend }) => createReferenceBackend({ apiKey: backend.apiKey }).fetch,
}
