import { type Invoice, type InvoiceError, type InvoiceListing, listAll } from '@invoice-adapters/core'
import { ensure, ensureEqual } from '../checks.ts'
import type { Bench, Group, KitTest } from '../kit-test.ts'
import { idsOf, walkPages } from '../walk.ts'
import { filterTests } from './filters.ts'

/** Seeds so many invoices and answers their ids. */
async function seedMany(bench: Bench, count: number): Promise<string[]> {
  return bench.world.seed(Array.from({ length: count }, (_, index) => ({ number: `P-${index}` })))
}

interface Listed {
  invoices: Invoice[]
  /** In the order in which they came. */
  errors: InvoiceError[]
  lastIsError: boolean
  listing: InvoiceListing
}

async function listEverything(
  bench: Bench,
  signal?: AbortSignal,
  onItem?: (count: number) => void,
): Promise<Listed> {
  const { pageSize } = bench.harness.facts
  const listing = listAll(bench.adapter, { pageSize }, signal === undefined ? {} : { signal })
  const listed: Listed = { invoices: [], errors: [], lastIsError: false, listing }
  for await (const item of listing) {
    if (item.isOk()) listed.invoices.push(item.value)
    else listed.errors.push(item.error)
    listed.lastIsError = item.isErr()
    onItem?.(listed.invoices.length)
  }
  return listed
}

const everyRecordOnce: KitTest = {
  name: 'every-record-once',
  promise:
    'a walk over the pages gives every record exactly once, whether there are none, one, a page full or many pages',
  async run(bench) {
    const { pageSize } = bench.harness.facts
    const ids: string[] = []
    for (const count of [0, 1, pageSize, pageSize + 1, 2 * pageSize, 3 * pageSize + 1]) {
      ids.push(...(await seedMany(bench, count - ids.length)))
      const { pages, invoices } = await walkPages(bench.adapter, { pageSize })
      ensureEqual(idsOf(invoices).sort(), [...ids].sort(), `the list of ids, with ${count} records`)
      ensureEqual(pages.flatMap((page) => page.recordIds).sort(), [...ids].sort(), 'the list of recordIds')
    }
  },
}

const cursorAhead: KitTest = {
  name: 'cursor-told-ahead',
  promise:
    'a next cursor that is told before the records are read is the cursor of that page, told once, and never on the last page',
  async run(bench) {
    const { pageSize } = bench.harness.facts
    await seedMany(bench, 2 * pageSize + 1)
    const told: string[] = []
    const { pages } = await walkPages(
      bench.adapter,
      { pageSize },
      { onNextCursor: (cursor) => void told.push(cursor) },
    )
    const cursors = pages.flatMap(({ nextCursor }) => nextCursor ?? [])
    if (told.length > 0) ensureEqual(told, cursors, 'the list of cursors told')
  },
}

const wholeWithoutSize: KitTest = {
  name: 'no-size-asked-is-whole-too',
  promise: 'without a page size a walk is as complete',
  async run(bench) {
    const ids = await seedMany(bench, 2 * bench.harness.facts.pageSize + 1)
    const { invoices } = await walkPages(bench.adapter, {})
    ensureEqual(idsOf(invoices).sort(), [...ids].sort(), 'the list of ids')
  },
}

const pageSizeKept: KitTest = {
  name: 'page-size-is-kept',
  promise: 'no page has more records than were asked for',
  async run(bench) {
    const { pageSize } = bench.harness.facts
    await seedMany(bench, 2 * pageSize + 1)
    const { pages } = await walkPages(bench.adapter, { pageSize })
    for (const page of pages)
      ensure(page.recordIds.length <= pageSize, `a page has ${page.recordIds.length} records`)
  },
}

const recordTimes: KitTest = {
  name: 'record-times-are-true',
  promise: 'recordTimes tells for each of recordIds when it was created, or null',
  async run(bench) {
    await seedMany(bench, bench.harness.facts.pageSize + 1)
    const facts = new Map((await bench.world.oracle.invoices()).map((one) => [one.id, one]))
    const { pages } = await walkPages(bench.adapter, { pageSize: bench.harness.facts.pageSize })
    for (const page of pages) {
      ensureEqual(page.recordTimes.length, page.recordIds.length, 'the number of recordTimes')
      page.recordIds.forEach((id, index) => {
        const time = page.recordTimes[index] ?? null
        const isTold = bench.capabilities.coverage.createdAt.read !== 'never'
        ensure(isTold || time === null, `${id} has a time of creation, which the vendor never tells`)
        const truth = facts.get(id)?.createdAt
        if (time === null || typeof truth !== 'string') return
        ensureEqual(Date.parse(time), Date.parse(truth), `the time of ${id}`)
      })
    }
  },
}

const evidenceOfWalk: KitTest = {
  name: 'evidence-of-a-walk',
  promise: 'a listing that reached its end says so, with the number of records; one that did not never does',
  async run(bench) {
    const { pageSize } = bench.harness.facts
    const count = 2 * pageSize + 1
    await seedMany(bench, count)
    const { listing } = await listEverything(bench)
    const { conclusion, records, pages, repeats } = listing.evidence()
    ensureEqual([conclusion, records, repeats], ['walked', count, 0], 'the evidence')
    ensure(pages >= 3, `${count} records came in ${pages} pages of ${pageSize}`)
  },
}

const equalTimes: KitTest = {
  name: 'equal-times-lose-nothing-silently',
  promise: 'records created at one instant all come, or the evidence says `incomplete`',
  needs: ['equal_timestamps'],
  async run(bench) {
    const createdAt = new Date(bench.world.clock.now()).toISOString()
    const count = 2 * bench.harness.facts.pageSize + 1
    const ids = await bench.world.seed(Array.from({ length: count }, () => ({ createdAt })))
    const { invoices, listing } = await listEverything(bench)
    const lost = ids.length - new Set(idsOf(invoices)).size
    const { conclusion } = listing.evidence()
    ensure(
      lost === 0 || conclusion === 'incomplete',
      `${lost} of ${count} records are lost, and the evidence says ${conclusion}`,
    )
  },
}

const repeatedPage: KitTest = {
  name: 'repeated-page-is-noticed',
  promise:
    'a page that comes twice neither doubles a record nor goes on for ever, and the evidence counts it',
  needs: ['repeated_page'],
  async run(bench) {
    await seedMany(bench, 3 * bench.harness.facts.pageSize)
    bench.world.faults.inject({ kind: 'repeated_page' }, { on: 'list' })
    const { invoices, listing } = await listEverything(bench)
    const ids = idsOf(invoices)
    ensureEqual(new Set(ids).size, ids.length, 'the number of different ids')
    const { repeats, conclusion } = listing.evidence()
    ensure(
      repeats > 0 || conclusion === 'incomplete',
      `the evidence is ${conclusion} with ${repeats} repeats`,
    )
  },
}

const unreadableHidesNothing: KitTest = {
  name: 'unreadable-record-hides-no-other',
  promise: 'a record that cannot be read is told with its id, and every other one comes',
  needs: ['changed_record'],
  async run(bench) {
    const ids = await seedMany(bench, 2 * bench.harness.facts.pageSize)
    const [broken = ''] = ids
    bench.world.faults.inject(
      { kind: 'changed_record', id: broken, change: 'wrong_type' },
      { on: 'any', times: 99 },
    )
    const { invoices, errors, listing } = await listEverything(bench)
    ensureEqual(idsOf(invoices).sort(), ids.slice(1).sort(), 'the list of the readable ones')
    ensureEqual(
      errors.map((error) => error.kind),
      ['unreadable_record'],
      'the list of errors',
    )
    for (const error of errors) {
      ensure(
        error.kind === 'unreadable_record' && error.recordId === broken,
        'the error does not name the record',
      )
    }
    ensureEqual(listing.evidence().unreadable, 1, 'the number of unreadable ones in the evidence')
  },
}

const failureIsLast: KitTest = {
  name: 'failure-is-the-last-item',
  promise:
    'a page that cannot be had ends the listing with its error, after everything read before, and `incomplete`',
  needs: ['status'],
  async run(bench) {
    const { pageSize } = bench.harness.facts
    await seedMany(bench, 3 * pageSize)
    bench.world.faults.inject({ kind: 'status', status: 500 }, { on: 'list', after: 1, times: 99 })
    const { invoices, errors, lastIsError, listing } = await listEverything(bench)
    ensureEqual(invoices.length, pageSize, 'the number of invoices before the error')
    ensureEqual(
      errors.map((error) => error.kind),
      ['unavailable'],
      'the list of errors',
    )
    ensure(lastIsError, 'the error is not the last item')
    ensureEqual(listing.evidence().conclusion, 'incomplete', 'the conclusion')
  },
}

const breakStops: KitTest = {
  name: 'break-stops-the-walk',
  promise: 'leaving the loop ends the requests: nothing beyond one page read ahead',
  async run(bench) {
    const { pageSize } = bench.harness.facts
    await seedMany(bench, 5 * pageSize)
    for await (const item of listAll(bench.adapter, { pageSize })) {
      ensure(item.isOk(), 'the first item is an error')
      break
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
    const sent = bench.world.oracle.received().filter((request) => request.operation === 'list').length
    ensure(sent <= 2, `${sent} pages were asked for`)
  },
}

const abortStops: KitTest = {
  name: 'abort-stops-the-walk',
  promise: 'an aborted signal ends the listing with `aborted`',
  async run(bench) {
    await seedMany(bench, 5 * bench.harness.facts.pageSize)
    const stop = new AbortController()
    const { errors, lastIsError, listing } = await listEverything(bench, stop.signal, () => stop.abort())
    ensureEqual(
      errors.map((error) => error.kind),
      ['aborted'],
      'the list of errors',
    )
    ensure(lastIsError, 'the error is not the last item')
    ensureEqual(listing.evidence().conclusion, 'incomplete', 'the conclusion')
  },
}

export const pagesGroup: Group = (harness) => [
  everyRecordOnce,
  cursorAhead,
  wholeWithoutSize,
  pageSizeKept,
  recordTimes,
  evidenceOfWalk,
  equalTimes,
  repeatedPage,
  unreadableHidesNothing,
  failureIsLast,
  breakStops,
  abortStops,
  ...filterTests(harness),
]
