import { errAsync, type Invoice, type InvoicePage, okAsync, type PageQuery } from '@invoice-adapters/core'
import { type Defect, inEveryPage, type Plant, rewriting } from './defect.ts'

/** What `list` of the author's gives, changed with another look at the vendor. */
function listing(change: (page: InvoicePage, index: number) => InvoicePage): Plant {
  return {
    definition: (definition) => ({
      ...definition,
      list: (query, settings) =>
        definition.list(query, settings).map((page) => change(page, query.cursor === undefined ? 0 : 1)),
    }),
  }
}

/** What `list` of the author's is asked for, changed. */
function asking(change: (query: PageQuery) => PageQuery): Plant {
  return rewriting(({ list }) => ({ list: (query, settings) => list(change(query), settings) }))
}

function timeOf({ createdAt, issuedAt }: Invoice): string | null {
  return createdAt ?? issuedAt
}

function withoutTime(page: InvoicePage, time: string): InvoicePage {
  const invoices = page.invoices.filter((invoice) => timeOf(invoice) !== time)
  const kept = new Set(invoices.map((invoice) => invoice.source.id))
  return { ...page, invoices, recordIds: page.recordIds.filter((id) => id !== null && kept.has(id)) }
}

const emptyPage: InvoicePage = {
  invoices: [],
  unreadable: [],
  recordIds: [],
  recordTimes: [],
  nextCursor: null,
}

export const pages: Defect[] = [
  {
    name: 'the last page is dropped',
    group: 'pages',
    killedBy: 'pages/every-record-once',
    plant: {
      definition: (definition) => ({
        ...definition,
        list: (query, settings) =>
          definition.list(query, settings).andThen((page) => {
            if (page.nextCursor === null) return okAsync(page)
            const next = definition.list({ ...query, cursor: page.nextCursor }, settings)
            return next.map(({ nextCursor }) => (nextCursor === null ? { ...page, nextCursor: null } : page))
          }),
      }),
    },
  },
  {
    name: 'the first record of every further page is skipped',
    group: 'pages',
    killedBy: 'pages/every-record-once',
    plant: listing((page, index) => ({
      ...page,
      invoices: page.invoices.slice(index),
      recordIds: page.recordIds.slice(index),
    })),
  },
  {
    name: 'the cursor told ahead is the one of the page itself',
    group: 'pages',
    killedBy: 'pages/cursor-told-ahead',
    plant: {
      definition: (definition) => ({
        ...definition,
        list: (query, settings) => {
          settings.onNextCursor?.(query.cursor ?? 'first')
          return definition.list(query, { signal: settings.signal })
        },
      }),
    },
  },
  {
    name: 'only the first page is read where no size was asked for',
    group: 'pages',
    killedBy: 'pages/no-size-asked-is-whole-too',
    plant: {
      definition: (definition) => ({
        ...definition,
        list: (query, settings) =>
          definition
            .list({ pageSize: 3, ...query }, settings)
            .map((page) => (query.pageSize === undefined ? { ...page, nextCursor: null } : page)),
      }),
    },
  },
  {
    name: 'a record that cannot be read is dropped without a word',
    group: 'pages',
    killedBy: 'pages/unreadable-record-hides-no-other',
    plant: inEveryPage((page) => ({ ...page, unreadable: [] })),
  },
  {
    name: 'a record that cannot be read takes its whole page with it',
    group: 'pages',
    killedBy: 'pages/unreadable-record-hides-no-other',
    plant: {
      definition: (definition) => ({
        ...definition,
        list: (query, settings) =>
          definition.list(query, settings).andThen((page) => {
            const [problem] = page.unreadable
            return problem === undefined ? okAsync(page) : errAsync(problem)
          }),
      }),
    },
  },
  {
    name: 'a further page that fails counts as the end',
    group: 'pages',
    killedBy: 'pages/failure-is-the-last-item',
    plant: {
      definition: (definition) => ({
        ...definition,
        list: (query, settings) =>
          definition
            .list(query, settings)
            .orElse((error) => (query.cursor === undefined ? errAsync(error) : okAsync(emptyPage))),
      }),
    },
  },
  {
    name: 'a native filter is not sent',
    group: 'pages',
    killedBy: 'pages/filter-customerId',
    plant: asking(({ customerId: _dropped, ...query }) => query),
  },
  {
    name: 'a key is searched for in any letter case',
    group: 'pages',
    killedBy: 'pages/filter-externalId',
    plant: asking(({ externalId, ...query }) => ({
      ...query,
      ...(externalId === undefined ? {} : { externalId: externalId.toUpperCase() }),
    })),
  },
  {
    name: 'payable means open and not past due',
    group: 'pages',
    killedBy: 'pages/filter-status',
    plant: {
      definition: (definition) => ({
        ...definition,
        list: ({ status, ...query }, settings) => {
          const narrowed = status?.map((one) => (one === 'payable' ? 'open' : one))
          return definition.list(
            { ...query, ...(narrowed === undefined ? {} : { status: narrowed }) },
            settings,
          )
        },
      }),
    },
  },
  {
    name: 'the end of a range is let in',
    group: 'pages',
    killedBy: 'pages/filter-createdUntil',
    plant: asking(({ createdUntil, ...query }) => ({
      ...query,
      ...(createdUntil === undefined
        ? {}
        : { createdUntil: new Date(Date.parse(createdUntil) + 1).toISOString() }),
    })),
  },
  {
    name: 'a page without a match ends a bridged listing',
    group: 'pages',
    killedBy: 'pages/filter-number',
    plant: inEveryPage((page) => (page.invoices.length === 0 ? { ...page, nextCursor: null } : page)),
  },
  {
    name: 'an absent filter is ignored instead of refused',
    group: 'pages',
    killedBy: 'pages/filter-subscriptionId-is-refused',
    plant: {
      adapter: (adapter) => ({
        ...adapter,
        list: ({ subscriptionId: _ignored, ...query } = {}, settings) => adapter.list(query, settings),
      }),
    },
  },
  {
    name: 'the caller’s signal is not heard while listing',
    group: 'pages',
    killedBy: 'pages/abort-stops-the-walk',
    plant: { definition: (definition) => ({ ...definition, list: (query) => definition.list(query, {}) }) },
  },
  {
    name: 'the cursor is a time, declared as opaque, and skips records of one instant',
    group: 'pages',
    killedBy: 'pages/equal-times-lose-nothing-silently',
    plant: {
      definition: (definition) => {
        const lastTimes = new Map<string, string | null>()
        const capabilities = {
          ...definition.capabilities,
          pages: { ...definition.capabilities.pages, cursor: 'opaque' as const },
        }
        return {
          ...definition,
          capabilities,
          list: (query, settings) =>
            definition.list(query, settings).map((page) => {
              const skipped = lastTimes.get(query.cursor ?? '')
              const last = page.invoices.at(-1)
              if (page.nextCursor !== null && last !== undefined) lastTimes.set(page.nextCursor, timeOf(last))
              return typeof skipped === 'string' ? withoutTime(page, skipped) : page
            }),
        }
      },
    },
  },
  {
    name: 'the page size is not passed on',
    group: 'pages',
    killedBy: 'pages/page-size-is-kept',
    plant: asking(({ pageSize: _dropped, ...query }) => query),
  },
  {
    name: 'a page that comes again is handed on without its ids',
    group: 'pages',
    killedBy: 'pages/evidence-of-a-walk',
    plant: inEveryPage((page) => ({
      ...page,
      recordIds: page.recordIds.slice(0, 1),
      recordTimes: page.recordTimes.slice(0, 1),
    })),
  },
  {
    name: 'record times are those of the latest change',
    group: 'pages',
    killedBy: 'pages/record-times-are-true',
    plant: inEveryPage((page) => ({
      ...page,
      recordTimes: page.invoices.map((invoice) => invoice.source.readAt),
    })),
  },
]
