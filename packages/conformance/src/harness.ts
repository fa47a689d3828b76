import type {
  AdapterEvent,
  CanonicalField,
  Capabilities,
  InvoiceAdapter,
  InvoiceKind,
  InvoiceStatus,
  JsonObject,
  NewCustomer,
  NewInvoice,
  NewPayment,
  NewRefund,
  RetrySettings,
  SettlementSettings,
  TimeoutSettings,
  WebhookDelivery,
} from '@invoice-adapters/core'
import type { InvoiceFacts, Oracle } from './facts.ts'
import type { FaultKind, Faults } from './faults.ts'

/** What a backend can be brought to do beside the faults. */
export type SeedAbility =
  /** Records whose id has slashes, spaces or letters beyond ASCII. */
  | 'arbitrary_ids'
  /** A status word that the vendor never had. */
  | 'unheard_status_words'
  /** Several records created at the same instant. */
  | 'equal_timestamps'
  | 'credit_notes'
  /** Totals that do not add up. */
  | 'unbalanced_totals'
  /** A currency outside ISO 4217. */
  | 'unknown_currency'
  /** Amounts up to the largest safe integer. */
  | 'largest_amounts'
  /** Time can be moved on. */
  | 'clock'
  /** A credential that the vendor refuses. */
  | 'wrong_credential'

export type Ability = FaultKind | SeedAbility

export type SignatureVariant =
  | 'good'
  | 'altered_body'
  | 'wrong_secret'
  | 'missing_signature'
  /** Well signed, a day ago. */
  | 'old'
  /** Well signed with the secret that was valid before. */
  | 'previous_secret'

/** The backend's physics. They say what can be simulated; none of them switches a test off silently. */
export interface HarnessFacts {
  /** A page size that is small enough for many pages; asked for by `pageSize`. */
  pageSize: number
  /** ISO 4217 codes in which an invoice can be put there; the first is the account's usual one. */
  currencies: readonly string[]
  /** Statuses in which an invoice can be put there. */
  statuses: readonly InvoiceStatus[]
  /** The vendor's status words that can be put there verbatim. */
  statusWords: readonly string[]
  /**
   * The canonical fields that are read from the words which `unknown_value` replaces; empty: it replaces none that is
   * read. Left out: it is not known, and not proven that such a word becomes no other one.
   */
  wordFields?: readonly CanonicalField[]
  /** Webhook deliveries that can be made; empty: none. */
  signatures: readonly SignatureVariant[]
  /** Everything else that can be simulated; what is missing here is reported as not proven. */
  can: readonly Ability[]
}

/** An amount and a text; amounts are minor units of the invoice's currency. */
export interface SeedLine {
  description: string
  amount: number
  quantity?: string
  /** Decimal text in major units. */
  unitPrice?: string
  tax?: number
  /** Percent as decimal text. */
  taxRate?: string
}

/** A record to be put straight into the backend. What the vendor cannot hold is left out; the oracle tells what is there. */
export interface SeedInvoice {
  /** Only with the ability `arbitrary_ids`. */
  id?: string
  /** Default `open`. */
  status?: InvoiceStatus
  /** The vendor's own word instead of `status`. */
  providerStatus?: string
  /** Default `invoice`; with `credit_note` the line amounts are negative already. */
  kind?: InvoiceKind
  /** Default: the account's usual one. */
  currency?: string
  /** Default: one line of 1,000 minor units. */
  lines?: SeedLine[]
  discount?: number
  /** Of the whole invoice, where the lines do not tell theirs. */
  tax?: number
  /** Default: what adds up. */
  total?: number
  amountPaid?: number
  /** The same word is the same customer. Default `customer`. */
  customer?: string
  subscription?: string
  number?: string
  externalId?: string
  memo?: string
  purchaseOrder?: string
  buyerReference?: string
  metadata?: JsonObject
  /** RFC 3339. Default: before now, each record a second after the one before. */
  createdAt?: string
  issuedAt?: string
  dueAt?: string
  periodStart?: string
  periodEnd?: string
}

/** What the kit varies between two adapters of the same account. */
export interface AdapterOverrides {
  account?: string
  credential?: 'good' | 'wrong'
  raw?: boolean
  observe?: (event: AdapterEvent) => void
  retry?: RetrySettings
  timeout?: TimeoutSettings
  settlement?: SettlementSettings
  /** `rotated`: the secret that the backend signs with, and the one it signed with before, are both good. */
  webhookSecret?: 'current' | 'rotated'
}

/** Inputs that this account takes; the kit adds to them what the capability data says can be written. */
export interface Inputs {
  /**
   * The least invoice, of one line: customer, currency and whatever the vendor insists on. Its key may be another one
   * than asked for, where the account may hold the word already: the same for the same word, and for itself.
   */
  invoice(externalId: string): NewInvoice
  /** Default: the external id with a name and an e-mail address. */
  customer?(externalId: string): NewCustomer
  /** Default: the whole of what is due. */
  payment?(invoice: InvoiceFacts, externalId: string): NewPayment
  /** Default: the whole of what was paid. */
  refund?(invoice: InvoiceFacts, externalId: string): NewRefund
}

export interface WantedDelivery {
  /** The vendor's event name, also one that nobody has heard of. */
  providerType: string
  invoiceId: string | null
  signature: SignatureVariant
  /** Deliveries with the same word are of the same event. */
  event: string
}

export interface WebhookSource {
  /** Made as the vendor makes it; nothing is sent. */
  delivery(wanted: WantedDelivery): Promise<WebhookDelivery>
}

export interface WorldClock {
  /** Milliseconds since 1970, as adapter and backend see it. */
  now(): number
  /** Throws without the ability `clock`. */
  advance(milliseconds: number): Promise<void>
}

/** One account at one backend, used by one test only. */
export interface World {
  /** With small waits: a whole settlement should take a few milliseconds. */
  adapter: InvoiceAdapter
  /**
   * Another adapter of the same account that shares nothing in memory with the first: a second worker. So it has a rate
   * limiter of its own; the default one is kept by credential, across all worlds of the process.
   */
  createAdapter(overrides: AdapterOverrides): InvoiceAdapter
  oracle: Oracle
  /** Puts records in and answers their ids in the same order. */
  seed(invoices: SeedInvoice[]): Promise<string[]>
  inputs: Inputs
  faults: Faults
  clock: WorldClock
  /** Null: the vendor sends none, or the harness cannot make them. */
  webhooks: WebhookSource | null
  /** Strings that must appear nowhere: the credential, webhook secrets, tokens. */
  secrets: readonly string[]
  stop?(): Promise<void>
}

/** What the kit needs of an adapter's author. */
export interface Harness {
  /** Shown in front of every test, such as `commet 2026-07-11`. */
  name: string
  /** The data that the adapters of this harness carry. */
  capabilities: Capabilities
  facts: HarnessFacts
  /**
   * A fresh world; the kit calls it once for each test. It shares nothing with another, above all no rate limiter: the
   * default one is kept by credential across the process, and after one simulated 429 that asks for a wait, every later
   * world with the same credential waits too. So give each a credential or a limiter (`createRateLimiter()`) of its own.
   */
  start(): Promise<World>
  /** Told of every assertion that could not be put to the test, and why. */
  notProven?(gap: NotProven): void
}

export interface NotProven {
  group: string
  /** `group/name`. */
  assertion: string
  reason: string
}
