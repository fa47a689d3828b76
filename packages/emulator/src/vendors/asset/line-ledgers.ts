import type { Call } from './call.ts'
import { type AssetError, notFound } from './errors.ts'
import type { LineDraft } from './invoice-lines.ts'

/** The first line whose ledger does not exist or may not be used. */
export function ledgerRefusal(lines: readonly LineDraft[], call: Call): AssetError | null {
  const { store, switches } = call.desk
  const { ledgers } = store.books(call.business.name)
  for (const line of lines) {
    const ledger = ledgers.get(line.ledgerId ?? '')
    if (ledger === undefined) {
      return { ...notFound(`Ledger ${line.ledgerId}`), status: switches.unknownReferenceStatus }
    }
    if (switches.lineLedgers === 'revenue_only' && ledger.type !== 'revenue') {
      return { status: 422, message: `Ledger ${ledger.id} is no revenue ledger` }
    }
  }
  return null
}
