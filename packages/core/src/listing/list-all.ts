import { err, ok, type Result } from 'neverthrow'
import type { InvoiceAdapter, InvoicePage, ListQuery, PageQuery } from '../contract/adapter.ts'
import type { PageCapabilities } from '../contract/capabilities.ts'
import { invoiceError } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { type AskedPage, askPage } from './asked-page.ts'
import {
  concludeWalk,
  type Gathering,
  gatherPage,
  type ListingEvidence,
  notFinished,
  startGathering,
} from './evidence.ts'

export interface ListAllSettings {
  signal?: AbortSignal | undefined
  /**
   * Walk a second time with other page borders and compare. Records that only the second walk sees are handed on as
   * well. Costs as many calls again, and a few more.
   */
  crossCheck?: boolean
}

/**
 * Invoices one by one, each once. An `unreadable_record` concerns one record and iteration goes on; any other error is the
 * last item.
 */
export interface InvoiceListing extends AsyncIterable<Result<Invoice, InvoiceError>> {
  /** As far as the latest iteration has come; final when it has ended. */
  evidence(): ListingEvidence
}

/** The adapter as far as a listing needs it. */
export type Listable = Pick<InvoiceAdapter, 'provider' | 'account' | 'capabilities' | 'list'>

/** Pages without one new record after which a listing is taken for endless. */
const mostPagesWithoutNews = 50

/**
 * Reads every page of a listing, the next one ahead of time. Nothing is sent before iteration begins; `break` and the
 * signal cancel what is under way. Every iteration reads anew.
 */
export function listAll(
  adapter: Listable,
  given: ListQuery = {},
  settings: ListAllSettings = {},
): InvoiceListing {
  // A cursor that slipped in would begin in the middle, and the walk would not know.
  const { cursor: _, ...query }: PageQuery = given
  let latest = startGathering().evidence
  return {
    evidence: () => structuredClone(latest),
    async *[Symbol.asyncIterator]() {
      const gathering = startGathering()
      latest = gathering.evidence
      const ended = yield* walk(adapter, query, settings, gathering)
      if (!ended) return
      if (settings.crossCheck === true) yield* checkAgain(adapter, query, settings, gathering)
      else concludeWalk(gathering, adapter.capabilities.pages)
    },
  }
}

type Items = AsyncGenerator<Result<Invoice, InvoiceError>, boolean>

/** Gives true when it has reached the last page without an error. */
async function* walk(
  adapter: Listable,
  query: ListQuery,
  settings: ListAllSettings,
  gathering: Gathering,
  firstQuery: ListQuery = query,
): Items {
  const stop = new AbortController()
  const signal = settings.signal === undefined ? stop.signal : AbortSignal.any([settings.signal, stop.signal])
  let withoutNews = 0
  try {
    let asked: AskedPage | null = askPage(adapter, firstQuery, signal, query)
    while (asked !== null) {
      const page: Result<InvoicePage, InvoiceError> = await asked.taken()
      if (page.isErr()) return yield* fail(gathering, page.error)
      const { invoices, unreadable, nextCursor }: InvoicePage = page.value
      const fresh = gatherPage(gathering, page.value, adapter.capabilities.pages)
      withoutNews = fresh.size === 0 ? withoutNews + 1 : 0
      const endless: boolean =
        nextCursor !== null && (gathering.cursors.has(nextCursor) || withoutNews >= mostPagesWithoutNews)
      if (nextCursor !== null) gathering.cursors.add(nextCursor)
      asked = nextCursor === null || endless ? null : asked.following(nextCursor)
      for (const invoice of invoices) if (fresh.delete(invoice.source.id)) yield ok(invoice)
      for (const error of unreadable) yield err(error)
      if (endless) return yield* fail(gathering, endlessListing(adapter))
    }
    return true
  } finally {
    stop.abort()
  }
}

async function* fail({ evidence }: Gathering, error: InvoiceError): Items {
  evidence.reasons = [`${error.kind}: ${error.message}`]
  yield err(error)
  return false
}

function endlessListing({ provider, account }: Listable): InvoiceError {
  const context = { provider, account, operation: 'list' }
  const message =
    'the vendor gave a page cursor that it had given before, or only records it had given before; records may be missing'
  return invoiceError('unexpected_response', context, message, { fields: [], invoice: null })
}

/**
 * The second walk: only its first page is smaller, so that no later border lies where the first walk had one. Were all
 * its pages smaller, the two would meet again and again.
 */
async function* checkAgain(
  adapter: Listable,
  query: ListQuery,
  settings: ListAllSettings,
  first: Gathering,
): AsyncGenerator<Result<Invoice, InvoiceError>, void> {
  const { pages } = adapter.capabilities
  const { maximumSize, defaultSize } = pages
  const size = query.pageSize ?? maximumSize ?? defaultSize ?? 50
  const second = startGathering()
  const firstQuery = { ...query, pageSize: Math.max(1, size - Math.ceil(size / 3)) }
  const walkAgain = walk(adapter, query, settings, second, firstQuery)
  for (;;) {
    const step = await walkAgain.next()
    if (step.done === true) return concludeBoth(first, second, step.value, pages)
    if (isNews(step.value, first, second)) yield step.value
  }
}

/** Whether the first walk did not hand it on; records without id cannot be told apart, and are counted. */
function isNews(item: Result<Invoice, InvoiceError>, first: Gathering, second: Gathering): boolean {
  if (item.isOk()) return !first.known.has(item.value.source.id)
  if (item.error.kind !== 'unreadable_record') return true
  const { recordId } = item.error
  return recordId === null
    ? second.evidence.unreadable > first.evidence.unreadable
    : !first.known.has(recordId)
}

function concludeBoth(first: Gathering, second: Gathering, ended: boolean, pages: PageCapabilities): void {
  const { evidence } = first
  concludeWalk(first, pages)
  const onlySecond = [...second.known].filter((id) => !first.known.has(id)).length
  const onlyFirst = [...first.known].filter((id) => !second.known.has(id)).length
  const shared = [...second.cursors].filter((cursor) => first.cursors.has(cursor)).length
  const doubts = evidence.reasons.filter(
    (reason) => !reason.includes('page border') && reason !== notFinished,
  )
  if (!ended) doubts.push(`the second walk failed: ${second.evidence.reasons.join('; ')}`)
  if (onlySecond > 0) doubts.push(`the second walk saw ${onlySecond} record(s) that the first had not`)
  if (onlyFirst > 0) doubts.push(`the second walk did not see ${onlyFirst} record(s) of the first`)
  if (second.evidence.unreadable > first.evidence.unreadable)
    doubts.push('the second walk met more records that could not be read than the first')
  if (pages.cursor === 'time' && shared > 0)
    doubts.push(`both walks had a border at ${shared} same instant(s), where both may have skipped the same`)
  evidence.pages += second.evidence.pages
  evidence.reasons = doubts
  evidence.conclusion = doubts.length === 0 ? 'cross_checked' : 'incomplete'
}
