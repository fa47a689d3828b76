import type { AccountBase } from '../frame.ts'
import { rotateSecret } from './businesses.ts'
import type { Desk } from './call.ts'
import { creditOf } from './credit.ts'
import type { Business } from './entities.ts'
import { type AssetOutsideEvents, createOutsideEvents } from './outside.ts'
import type { Tokens } from './tokens.ts'

/** A business with its tenant's credentials; there is no single key. */
export interface AssetAccount extends AccountBase {
  readonly clientId: string
  /** The one in force. */
  readonly clientSecret: string
  readonly businessId: string
  readonly environment: 'sandbox' | 'production'
  readonly outside: AssetOutsideEvents
  /** Ends every token of the tenant at once. */
  revokeTokens(): void
  /** Makes the secret worthless and returns the new one. Tokens stay in force. */
  rotateSecret(): string
  /** What a customer has in credit, in minor units. The API does not tell. */
  creditOf(customerId: string): number
  /** Id of a ledger that the business began with. */
  ledgerId(name: string): string
}

export function accountOf(desk: Desk, { name }: Business, tokens: Tokens): AssetAccount {
  const { store } = desk
  // Looked up each time: after a reset the business of that name is another.
  const business = (): Business => store.business(name)
  const { id: businessId, tenant } = business()
  return {
    name,
    businessId,
    mode: tenant.mode,
    environment: tenant.mode === 'live' ? 'production' : 'sandbox',
    clientId: tenant.clientId,
    get clientSecret() {
      return business().tenant.clientSecret
    },
    outside: createOutsideEvents(desk, business),
    revokeTokens: () => tokens.revoke(business().tenant),
    rotateSecret: () => rotateSecret(business().tenant),
    creditOf(customerId) {
      const customer = store.books(name).customers.get(customerId)
      if (customer === undefined) throw new RangeError(`no customer ${customerId} in ${name}`)
      return creditOf(desk, customer)
    },
    ledgerId(ledgerName) {
      const ledger = store.books(name).ledgers.ordered.find((candidate) => candidate.name === ledgerName)
      if (ledger === undefined) throw new RangeError(`no ledger ${ledgerName} in ${name}`)
      return ledger.id
    },
  }
}
