import type { Bed } from '@invoice-adapters/conformance/defects'
import { createEmulator } from '@invoice-adapters/emulator'
import { definitionFrom } from '../../src/adapter.ts'
import type { WhopAdapterOptions, WhopApiVersion } from '../../src/index.ts'
import { parseOptions } from '../../src/options.ts'
import { customers, whopHarness } from './harness.ts'

const noPage = { has_next_page: false, has_previous_page: false, start_cursor: null, end_cursor: null }

/** Where the defects of the kit are planted in this adapter. */
export function whopBed(apiVersion: WhopApiVersion): Bed<WhopAdapterOptions> {
  return {
    harness: (make) => whopHarness(apiVersion, make),
    define: (options) => parseOptions(options).map(definitionFrom)._unsafeUnwrap(),
    credential: ({ apiKey }) => String(apiKey),
    wire: {
      emptyList: { data: [], page_info: noPage },
      reportsFailure: () => false,
      spoiledField: ['line_items', []],
      unheardWord: 'teleported',
    },
    person: () => 'grace@example.com',
    elsewhere: () => createEmulator({ data: { customers } }).whop.fetch,
  }
}
