import type {
  Capabilities,
  Invoice,
  InvoiceAdapter,
  InvoiceError,
  InvoicePage,
  OperationName,
  ResultAsync,
} from '@invoice-adapters/core'
import { type AdapterDefinition, defineAdapter } from '@invoice-adapters/core/authoring'
import type { GroupName, Harness, ReferenceAdapterOptions } from '../../src/index.ts'
import { referenceDefinition } from '../../src/reference/adapter.ts'
import { referenceCapabilities } from '../../src/reference/capabilities.ts'
import { referenceHarness } from '../reference-harness.ts'

type Fetch = typeof globalThis.fetch

/** Where a defect sits: in the wire, in the author's code, in the data, or in what applications call. */
export interface Plant {
  options?: (options: ReferenceAdapterOptions) => ReferenceAdapterOptions
  fetch?: (fetch: Fetch, options: ReferenceAdapterOptions) => Fetch
  capabilities?: (capabilities: Capabilities) => Capabilities
  definition?: (definition: AdapterDefinition, options: ReferenceAdapterOptions) => AdapterDefinition
  adapter?: (adapter: InvoiceAdapter, options: ReferenceAdapterOptions) => InvoiceAdapter
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

function same<T>(value: T): T {
  return value
}

export function defectiveHarness({ name, plant }: Defect): Harness {
  const {
    capabilities = same,
    fetch = same,
    definition = same,
    adapter = same,
    options: change = same,
    without = [],
  } = plant
  return referenceHarness({
    name,
    without,
    capabilities: capabilities(referenceCapabilities(without)),
    make(given) {
      const options = change(given)
      const { backend } = options
      const defined = referenceDefinition({
        ...options,
        backend: { ...backend, fetch: fetch(backend.fetch, options) },
      })
      const planted = definition({ ...defined, capabilities: capabilities(defined.capabilities) }, options)
      return adapter(defineAdapter(planted)._unsafeUnwrap(), options)
    },
  })
}

/** Every invoice that the adapter gives, changed. */
export function inEveryInvoice(
  change: (invoice: Invoice, options: ReferenceAdapterOptions) => Invoice,
): Plant {
  return {
    adapter: (adapter, options) => {
      const one = (invoice: Invoice): Invoice => change(invoice, options)
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
export function inEveryError(
  change: (error: InvoiceError, options: ReferenceAdapterOptions) => InvoiceError,
): Plant {
  return {
    adapter: (adapter, options) => {
      const watched = <T extends object>(holder: T): T =>
        Object.fromEntries(
          Object.entries(holder).map(([name, member]) => [
            name,
            typeof member === 'function'
              ? (...given: never[]) => (member as Call)(...given).mapErr((error) => change(error, options))
              : name === 'customers' || name === 'dryRun' || name === 'webhooks'
                ? watched(member)
                : member,
          ]),
        ) as T
      return watched(adapter)
    },
  }
}

/** Every successful JSON answer of the vendor, changed before the adapter sees it. */
export function inEveryAnswer(change: (body: any, url: URL) => unknown): Plant {
  return {
    fetch: (fetch) => async (input, init) => {
      const response = await fetch(input, init)
      const text = await response.clone().text()
      if (response.status !== 200 || !text.startsWith('{')) return response
      const changed = change(JSON.parse(text), new URL(String(input)))
      return new Response(JSON.stringify(changed), { status: 200, headers: response.headers })
    },
  }
}

/** Every record of an answer, of a list or single, changed. */
export function inEveryRecord(change: (record: any) => unknown): Plant {
  return inEveryAnswer((body) =>
    Array.isArray(body.data)
      ? { ...body, data: body.data.map(change) }
      : 'total' in body
        ? change(body)
        : body,
  )
}

/** Every request, changed before the vendor sees it. */
export function inEveryRequest(change: (url: URL, init: RequestInit) => [URL, RequestInit]): Plant {
  return {
    fetch:
      (fetch) =>
      (input, init = {}) => {
        const [url, changed] = change(new URL(String(input)), { ...init, headers: new Headers(init.headers) })
        return fetch(url, changed)
      },
  }
}

/** Whatever record an answer holds, it counts as the one that the address names. */
export const takingAnyRecord: Plant = inEveryAnswer((body, url) => {
  const [, resource, id] = url.pathname.split('/')
  return resource === 'invoices' && id !== undefined && 'id' in body ? { ...body, id } : body
})
