import { err, errAsync, ok, okAsync, type ResultAsync } from 'neverthrow'
import { expect, it } from 'vitest'
import type { InvoicePage } from '../contract/adapter.ts'
import { invoiceError } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { sampleInvoice } from '../invoice/sample-invoice.ts'
import { inFullDetail, keeping, readInvoicePage, recordId, toInvoicePage } from './invoice-page.ts'

const context = { provider: 'example', account: 'acme', operation: 'list', requestId: 'req_1' }
const createdAt = '2026-07-01T00:00:00Z'

function invoice(id: string, detail: Invoice['detail'] = 'summary'): Invoice {
  return sampleInvoice({ detail, source: { ...sampleInvoice().source, id } })
}

it('reads record by record, and names all of them in the order of the vendor', () => {
  const fields = [{ field: 'total', message: 'must be a number' }]
  const page = toInvoicePage(
    { records: ['a', 'bad', null, 'b'], nextCursor: '2' },
    {
      context,
      identify: (record) => ({
        id: typeof record === 'string' ? record : null,
        createdAt: record === 'a' ? createdAt : null,
      }),
      read: (record) => (record === 'a' || record === 'b' ? ok(invoice(record)) : err({ fields })),
    },
  )
  expect(page.invoices.map(({ source }) => source.id)).toEqual(['a', 'b'])
  expect(page.unreadable).toMatchObject([
    { kind: 'unreadable_record', recordId: 'bad', fields, requestId: 'req_1' },
    { kind: 'unreadable_record', recordId: null, fields },
  ])
  expect(page.unreadable[0]?.message).toBe('one record cannot be read: total: must be a number')
  expect([page.recordIds, page.recordTimes, page.nextCursor]).toEqual([
    ['a', 'bad', 'b'],
    [createdAt, null, null],
    '2',
  ])
})

it('tells where the next page is before it reads a record, and nothing more after the last', async () => {
  const order: string[] = []
  const rules = {
    context,
    identify: () => ({ id: null, createdAt: null }),
    read: (record: unknown) => {
      order.push(`read ${record}`)
      return ok(invoice('a'))
    },
  }
  const onNextCursor = (cursor: string): void => {
    order.push(`next ${cursor}`)
    setImmediate(() => order.push('sent'))
    throw new Error('the caller’s own')
  }
  const records = ['a', 'a', 'a', 'a']
  const page = await readInvoicePage({ records, nextCursor: '2' }, rules, { onNextCursor })
  expect(page._unsafeUnwrap().nextCursor).toBe('2')
  expect(order).toEqual(['next 2', 'sent', ...records.map((record) => `read ${record}`)])
  order.length = 0
  const last = await readInvoicePage({ records: ['b'], nextCursor: null }, rules, { onNextCursor })
  const silent = await readInvoicePage({ records: ['c'], nextCursor: '3' }, rules, {})
  expect([last.isOk(), silent.isOk()]).toEqual([true, true])
  expect(order).toEqual(['read b', 'read c'])
})

it('keeps what is wanted, and all that was read beside it', () => {
  const page = { ...pageOf(invoice('a'), invoice('b')), recordIds: ['a', 'b'], nextCursor: '2' }
  const kept = keeping(({ source }) => source.id === 'b')(page)._unsafeUnwrap()
  expect(kept).toEqual({ ...page, invoices: [invoice('b')] })
})

function pageOf(...invoices: Invoice[]): InvoicePage {
  return { invoices, unreadable: [], recordIds: [], recordTimes: [], nextCursor: null }
}

function vendor(failing: Record<string, InvoiceError> = {}) {
  const asked: string[] = []
  let most = 0
  let running = 0
  const get = (id: string): ResultAsync<Invoice, InvoiceError> => {
    asked.push(id)
    running += 1
    most = Math.max(most, running)
    const failure = failing[id]
    const answer = failure === undefined ? okAsync(invoice(id, 'full')) : errAsync(failure)
    return answer.map((whole) => {
      running -= 1
      return whole
    })
  }
  return { get, asked, most: () => most }
}

it('reads each one that is not whole, in order and few at a time', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const { get, asked, most } = vendor()
  const listed = ids.map((id) => invoice(id, id === 'c' ? 'full' : 'summary'))
  const page = (await inFullDetail(pageOf(...listed), context, get))._unsafeUnwrap()
  expect(page.invoices.map(({ source, detail }) => [source.id, detail])).toEqual(
    ids.map((id) => [id, 'full']),
  )
  expect(asked).toEqual(['a', 'b', 'd', 'e', 'f'])
  expect(most()).toBeLessThanOrEqual(4)
})

it('tells a problem of one record as that, and goes on', async () => {
  const fields = [{ field: 'lines', message: 'is missing' }]
  const { get } = vendor({
    a: invoiceError('unexpected_response', { ...context, requestId: 'req_a' }, 'odd', {
      fields,
      invoice: null,
    }),
    b: invoiceError('not_found', context, 'gone', {}),
  })
  const listed = pageOf(invoice('a'), invoice('b'), invoice('c'))
  const page = (await inFullDetail(listed, context, get))._unsafeUnwrap()
  expect(page.invoices.map(({ source }) => source.id)).toEqual(['c'])
  expect(page.unreadable).toMatchObject([
    { kind: 'unreadable_record', recordId: 'a', fields, requestId: 'req_a' },
    { kind: 'unreadable_record', recordId: 'b', fields: [] },
  ])
})

it('ends with any other failure, so that nothing is dropped in silence', async () => {
  const down = invoiceError('network', context, 'down', {})
  const { get } = vendor({ b: down })
  expect(await inFullDetail(pageOf(invoice('a'), invoice('b')), context, get)).toEqual(err(down))
})

it('finds the id of what is readable in nothing else', () => {
  expect(recordId({ id: 'inv_1', total: 'odd' })).toBe('inv_1')
  for (const other of [{ id: '' }, { id: 5 }, {}, null, 'inv_1', []]) expect(recordId(other)).toBeNull()
})
