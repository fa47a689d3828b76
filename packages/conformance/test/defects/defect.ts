import type {
  Capabilities,
  CommonOptions,
  Invoice,
  InvoiceAdapter,
  InvoiceError,
  InvoicePage,
  OperationName,
  ResultAsync,
} from '@invoice-adapters/core'
import type { AdapterDefinition } from '@invoice-adapters/core/authoring'
import type { GroupName } from '../../src/index.ts'

export type Fetch = typeof globalThis.fetch

/** What a vendor's wire is made of, as far as a defect has to know it. */
export interface WireWords {
  /** A list without records. */
  emptyList: object
  /** Whether the body of a success reports a failure. */
  reportsFailure(body: object): boolean
  /** The field that the fault `wrong_type` spoils, with what stands for nothing in it. */
  spoiledField: readonly [name: string, nothing: unknown]
  /** The word that the fault `unknown_value` puts in. */
  unheardWord: string
}

/** What an author who makes a mistake has at hand. */
export interface Ground {
  credential: string
  /** Null: the vendor sends no webhooks. */
  webhookSecret: string | null
  wire: WireWords
  now(): number
  /** What tells one of the vendor's customers from others. */
  person(): string
  /** The same author's definition with other options. */
  define(change: Partial<CommonOptions>): AdapterDefinition
  /** The way to another account, which takes the same credential. */
  elsewhere(): Fetch
}

/** Those of an adapter, of which the common ones and the webhook secrets can be changed. */
export type Options = Partial<CommonOptions> & { webhookSecrets?: readonly string[] | undefined }

/** Where a defect sits: in the wire, in the author's code, in the data, or in what applications call. */
export interface Plant {
  options?: (options: Options, ground: Ground) => Options
  fetch?: (fetch: Fetch, ground: Ground) => Fetch
  capabilities?: (capabilities: Capabilities) => Capabilities
  definition?: (definition: AdapterDefinition, ground: Ground) => AdapterDefinition
  adapter?: (adapter: InvoiceAdapter, ground: Ground) => InvoiceAdapter
  /** Operations that are taken away first. */
  without?: readonly OperationName[]
}

/** One way in which an adapter can be wrong, and the assertion that has to notice. */
export interface Defect {
  /** What is wrong, in a few words. */
  name: string
  group: GroupName
  /** `group/assertion`. */
  killedBy: string
  plant: Plant
}

/** Every invoice that the adapter gives, changed. */
export function inEveryInvoice(change: (invoice: Invoice, ground: Ground) => Invoice): Plant {
  return {
    adapter: (adapter, ground) => {
      const one = (invoice: Invoice): Invoice => change(invoice, ground)
      const held = <T extends { invoice: Invoice }>(answer: T): T => ({
        ...answer,
        invoice: one(answer.invoice),
      })
      return {
        ...adapter,
        get: (...given) => adapter.get(...given).map(one),
        list: (...given) =>
          adapter.list(...given).map((page) => ({ ...page, invoices: page.invoices.map(one) })),
        create: (...given) => adapter.create(...given).map(held),
        update: (...given) => adapter.update(...given).map(one),
        setStatus: (...given) => adapter.setStatus(...given).map(held),
        recordPayment: (...given) => adapter.recordPayment(...given).map(held),
      }
    },
  }
}

/** Every page that the adapter gives, changed. */
export function inEveryPage(change: (page: InvoicePage) => InvoicePage): Plant {
  return { adapter: (adapter) => ({ ...adapter, list: (...given) => adapter.list(...given).map(change) }) }
}

type Call = (...given: never[]) => ResultAsync<unknown, InvoiceError>

/** Every error that the adapter gives, changed. */
export function inEveryError(change: (error: InvoiceError, ground: Ground) => InvoiceError): Plant {
  return {
    adapter: (adapter, ground) => {
      const watched = <T extends object>(holder: T): T =>
        Object.fromEntries(
          Object.entries(holder).map(([name, member]) => [
            name,
            typeof member === 'function'
              ? (...given: never[]) => (member as Call)(...given).mapErr((error) => change(error, ground))
              : name === 'customers' || name === 'dryRun' || name === 'webhooks'
                ? watched(member)
                : member,
          ]),
        ) as T
      return watched(adapter)
    },
  }
}

/** Members of what the author wrote, replaced. */
export function rewriting(
  change: (definition: AdapterDefinition, ground: Ground) => Partial<AdapterDefinition>,
): Plant {
  return { definition: (definition, ground) => ({ ...definition, ...change(definition, ground) }) }
}
