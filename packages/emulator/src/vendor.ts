import type { Page } from './account-view.ts'
import type { EmulatorData } from './data.ts'
import type {
  WebhookDelivery,
  WebhookMessage,
  WebhookReceiver,
  WebhookSubscription,
} from './webhook-facts.ts'
import type { WireAnswer, WireRequest } from './wire.ts'

export type AccountMode = 'live' | 'sandbox'

/** One route as a row of data. */
export interface VendorRoute {
  /** The operation; several rows may serve one in different dialects. */
  readonly name: string
  readonly method: string
  /** Whole path from the origin, parameters in braces. */
  readonly path: string
  /** The vendor's wire dialects that have the route. */
  readonly dialects: readonly string[]
}

/** What the frame lends a vendor for one request. */
export interface Conditions {
  /** To be awaited once, when nothing stands between the request and its work any more. */
  proceed(): Promise<void>
  /** To be called for every record that a request creates. */
  created(id: string): void
  /** Cuts one page out of records in list order, all of them behind the cursor. */
  page<T extends { readonly id: string }>(
    source: Iterable<T>,
    limit: number,
    versions: (id: string) => readonly T[],
  ): Page<T>
  /** The version of a single record that is served; undefined where it is not to be seen. */
  read<T extends { readonly id: string }>(versions: readonly T[]): T | undefined
}

export interface ErrorOrder {
  readonly status: number
  readonly code?: string
  readonly message?: string
  readonly retryAfterSeconds?: number | null
}

/** A running vendor, as the frame uses it. */
export interface VendorService<Account extends AccountBase = AccountBase> {
  readonly name: string
  readonly routes: readonly VendorRoute[]
  accountOf(request: WireRequest): string | null
  /** Whether the request goes on with a list that an earlier one began. */
  continuesList(request: WireRequest): boolean
  answer(request: WireRequest, conditions: Conditions): Promise<WireAnswer>
  /** An error in the vendor's own manner. */
  errorAnswer(request: WireRequest, order: ErrorOrder): WireAnswer
  /** The vendor's way of reporting a failure inside a 2xx answer. */
  failedSuccess(request: WireRequest): WireAnswer
  /** The records inside a parsed body, to be changed in place. */
  recordsIn(body: unknown): readonly Record<string, unknown>[]
  account(name?: string): Account
  seed(data: EmulatorData): void
  /** To be called once the starting data is in place: founds the default account, starts what runs by itself. */
  begin(): void
  /** Nothing is left of what was there. */
  clear(): void
  /** Resolves when no delivery is in flight. */
  settled(): Promise<void>
}

/** What happens to an invoice without a request of ours. `at` is emulator time; by default it happens at once. */
export interface OutsideEvents {
  /** The customer pays by the vendor's means. */
  pay(invoiceId: string, at?: string): void
  void(invoiceId: string, at?: string): void
  markUncollectible(invoiceId: string, at?: string): void
  /** A draft becomes payable. */
  issueDraft(invoiceId: string, at?: string): void
  /** `amount` in minor units; the whole of what is left by default. */
  refund(invoiceId: string, amount?: number, at?: string): void
}

export interface AccountWebhooks {
  /** Registers a receiver, a function or an address. `events` limits what it gets. */
  subscribe(receiver: WebhookReceiver | string, options?: { events?: readonly string[] }): WebhookSubscription
  /** Every event that happened, in order, signed as it is sent. */
  readonly events: readonly WebhookMessage[]
  /** Every attempt; an event nobody subscribed to appears once, with the outcome `nobody_subscribed`. */
  readonly deliveries: readonly WebhookDelivery[]
}

/** What every account has, whatever the vendor's credentials look like. */
export interface AccountBase {
  readonly name: string
  readonly mode: AccountMode
  readonly outside: OutsideEvents
}

/** An account with one key, and webhooks about its invoices. */
export interface VendorAccount extends AccountBase {
  readonly apiKey: string
  readonly webhookSecret: string
  readonly webhooks: AccountWebhooks
}

export interface VendorEmulator<Account extends AccountBase = VendorAccount> {
  /** Any origin is accepted, only the path matters, unless the vendor keeps its environments apart by host. */
  readonly fetch: typeof globalThis.fetch
  /** The default account without a name; a new name founds another organization with its own key. */
  account(name?: string): Account
  readonly routes: readonly VendorRoute[]
}
