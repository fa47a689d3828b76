/** One account at one vendor, under its local name. */
export interface AccountTable {
  /** `provider/account`. */
  account_key: string
  provider: string
  account: string
  mode: 'live' | 'test' | null
  /** The vendor's own id, by which a credential of another account is noticed. */
  vendor_account_id: string | null
  /** End of the first full walk that reached its last page; RFC 3339, UTC. Nothing before it can be reported. */
  first_walk_at: string | null
  /** Beginning of the latest full run that ended well; RFC 3339, UTC. */
  last_full_at: string | null
  /** Counts readings, walks and runs; each number is given once. */
  last_seq: number
  last_walk: number
  last_run: number
  lease_owner: string | null
  /** Milliseconds since 1970, by the clock of the machine. */
  lease_until_ms: number | null
}

/** Every changed reading of every invoice, for ever. */
export interface ReadingTable {
  account_key: string
  invoice_id: string
  /** Rises with every reading of the account. */
  seq: number
  /** Since when it was so, in milliseconds since 1970: the vendor's `updatedAt`, else when it was read. */
  effective_ms: number
  read_at: string
  customer_id: string | null
  /** 1: the vendor does not have it any more, and there is no content. */
  gone: number
  /** The canonical invoice as JSON. */
  content: string | null
}

/** The latest reading of each invoice, in columns. Instants in `_ms` are milliseconds since 1970, amounts minor units. */
export interface InvoiceTable {
  account_key: string
  invoice_id: string
  seq: number
  /** As of its latest reading; see there. */
  effective_ms: number
  content_hash: string
  detail: 'summary' | 'full'
  gone: number
  updated_at: string | null
  /** The latest reading, also of the same content. */
  read_at: string
  /** As the vendor has it: `past_due` only where that is the vendor's own word. */
  status: string
  mode: 'live' | 'test' | null
  kind: 'invoice' | 'credit_note'
  currency: string | null
  minor_unit_digits: number | null
  total: number | null
  amount_due: number | null
  created_ms: number | null
  due_ms: number | null
  customer_id: string | null
  customer_name: string | null
  /** The latest walk whose pages held it. */
  seen_walk: number
  /** How often it was payable again after it had been settled; tells one payment event from the next. */
  reopened: number
}

export interface ErasedCustomerTable {
  account_key: string
  customer_id: string
  erased_at: string
}

export interface RunTable {
  account_key: string
  number: number
  state: 'running' | 'done' | 'interrupted' | 'superseded'
  /** The record of the run as JSON. */
  record: string
  /** Where to go on after a kill, as JSON. */
  progress: string
}

export interface DeliveryTable {
  account_key: string
  delivery_id: string
  received_at: string
  invoice_id: string | null
  type: string
  provider_type: string
  /** The vendor's instant of the event; RFC 3339, UTC. */
  at: string | null
  state: 'pending' | 'done' | 'ignored'
  attempts: number
}

export interface EventTable {
  account_key: string
  invoice_id: string
  /** What makes it one event, whichever way it became known. */
  event_key: string
  seq: number
  type: string
  origin: 'native' | 'observed'
  /** RFC 3339, UTC: the vendor's instant of the event, else when it was read. */
  at: string
  delivered: number
  /** Milliseconds since 1970, by the clock of the machine: until then one consumer has it. */
  claimed_until_ms: number
}

/** Calls of one credential and scope, for machines that keep a vendor's limit together. */
export interface RateLimitTable {
  limit_key: string
  /** Counts the departures. */
  departures: number
  /** Milliseconds since 1970: nothing leaves before. */
  blocked_until_ms: number
}

export interface DepartureTable {
  limit_key: string
  number: number
  at_ms: number
}

export interface StoreTables {
  accounts: AccountTable
  readings: ReadingTable
  invoices: InvoiceTable
  erased_customers: ErasedCustomerTable
  runs: RunTable
  deliveries: DeliveryTable
  events: EventTable
  rate_limits: RateLimitTable
  departures: DepartureTable
}
