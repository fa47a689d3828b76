import type { Bed } from '@invoice-adapters/conformance/defects'
import { createEmulator } from '@invoice-adapters/emulator'
import { definitionFrom } from '../../src/adapter.ts'
import type { CommetAdapterOptions, CommetApiVersion } from '../../src/index.ts'
import { parseOptions } from '../../src/options.ts'
import { commetHarness, customers } from './harness.ts'

/** Where the defects of the kit are planted in this adapter. */
export function commetBed(apiVersion: CommetApiVersion): Bed<CommetAdapterOptions> {
  const envelope = apiVersion === '2026-07-11' ? { success: true } : { object: 'list' }
  return {
    harness: (make) => commetHarness(apiVersion, make),
    define: (options) => parseOptions(options).map(definitionFrom)._unsafeUnwrap(),
    credential: ({ apiKey }) => String(apiKey),
    wire: {
      emptyList: { ...envelope, data: [], hasMore: false, nextCursor: null },
      reportsFailure: (body) => 'success' in body && body.success === false,
      spoiledField: ['total', 0],
      unheardWord: 'teleported',
    },
    person: () => 'grace@example.com',
    elsewhere: () => createEmulator({ data: { customers } }).commet.fetch,
  }
}
