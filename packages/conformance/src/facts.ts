import type {
  AccountMode,
  Invoice,
  InvoiceCustomer,
  InvoiceLine,
  InvoicePayment,
  OperationName,
} from '@invoice-adapters/core'

type Told = Omit<
  Invoice,
  | 'schemaVersion'
  | 'source'
  | 'detail'
  | 'derived'
  | 'notes'
  | 'raw'
  | 'minorUnitDigits'
  | 'status'
  | 'customer'
  | 'lines'
  | 'payments'
>

/**
 * What truly stands at the vendor, read from the backend itself and never through the adapter.
 *
 * Words, units and dates are the canonical ones: minor units, RFC 3339. A key that is absent means that the oracle does
 * not know, and the comparison of that field is reported as not proven; null means that there is no such value.
 */
export interface InvoiceFacts extends Partial<Told> {
  id: string
  mode?: AccountMode | null
  /** The version of the vendor's API that this account is asked in. */
  apiVersion?: string | null
  /** The state that the vendor holds: `past_due` only where the vendor itself has that state. */
  status: Invoice['status']
  customer?: Partial<InvoiceCustomer>
  lines?: Partial<InvoiceLine>[]
  payments?: Partial<InvoicePayment>[]
}

export interface CustomerFacts {
  id: string
  externalId: string | null
  name?: string | null
  email?: string | null
}

/** One request as the backend received it, whether or not it was answered. */
export interface ReceivedRequest {
  /** Null where it belongs to none, such as one for an access token. */
  operation: OperationName | null
  /** Whether it could change anything. */
  write: boolean
  /** The exact body. */
  body: string | null
  /** The key by which the vendor recognises a repeated write. */
  idempotencyKey: string | null
  /** The vendor's id of the request, as its answer told it. */
  requestId: string | null
}

/** Direct readers of the backend. */
export interface Oracle {
  invoice(id: string): Promise<InvoiceFacts | null>
  /** In no particular order. */
  invoices(): Promise<InvoiceFacts[]>
  customers(): Promise<CustomerFacts[]>
  /** Every request so far, the oldest first. */
  received(): readonly ReceivedRequest[]
  /** Whether the account moves real money. */
  mode: AccountMode | null
}
