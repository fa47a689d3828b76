import { type Bed, inEveryRecord } from '@invoice-adapters/conformance/defects'
import { definitionFrom } from '../../src/adapter.ts'
import type { AssetAdapterOptions, AssetDialect } from '../../src/index.ts'
import { parseOptions } from '../../src/options.ts'
import { assetHarness, emulatorOf } from './harness.ts'

/** Where the defects of the kit are planted in this adapter. */
export function assetBed(dialect: AssetDialect, currency = 'USD'): Bed<AssetAdapterOptions> {
  return {
    harness: (make) => assetHarness(dialect, currency, make),
    define: (options) => parseOptions(options).map(definitionFrom)._unsafeUnwrap(),
    credential: ({ clientSecret }) => String(clientSecret),
    wire: {
      emptyList: { data: [], pagination: { next_page_token: null, previous_page_token: null } },
      reportsFailure: () => false,
      spoiledField: ['total_amount', 0],
      unheardWord: 'teleported',
    },
    person: () => 'grace@example.com',
    elsewhere: () => emulatorOf(dialect, currency).asset.fetch,
    counterparts: {
      // A payment is known by its transaction, not by a key: whoever does not see it records it again.
      'the same payment is recorded each time it is sent': inEveryRecord((record) =>
        'payments' in record ? { ...record, payments: [] } : record,
      ),
    },
  }
}
