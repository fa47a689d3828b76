import { err, errAsync, ok, okAsync, type ResultAsync } from 'neverthrow'
import { expect, it } from 'vitest'
import { invoiceError } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'
import { type RecordPage, walkPages } from './walk-pages.ts'

const context = { provider: 'example', account: 'acme', operation: 'create' }
const down = invoiceError('network', context, 'down', {})

/** Pages by their cursor; the first one has none. */
function vendor(pages: Record<string, [records: string[], next: string | null]>) {
  const asked: (string | undefined)[] = []
  const pageAt = (cursor: string | undefined): ResultAsync<RecordPage, InvoiceError> => {
    asked.push(cursor)
    const page = pages[cursor ?? '']
    return page === undefined ? errAsync(down) : okAsync({ records: page[0], nextCursor: page[1] })
  }
  const find = (wanted: string) =>
    walkPages(context, pageAt, ({ records }) => ok(records.find((one) => one === wanted) ?? null))
  return { asked, pageAt, find }
}

it('stops at what is found, and else sees every page', async () => {
  const { asked, find } = vendor({ '': [['a'], '2'], '2': [['b'], '3'], '3': [['c'], null] })
  expect(await find('b')).toEqual(ok('b'))
  expect(asked).toEqual([undefined, '2'])
  expect(await find('x')).toEqual(ok(null))
})

it('takes a page or a visit that failed for no end', async () => {
  const { find, pageAt } = vendor({ '': [['a'], '2'] })
  expect(await find('x')).toEqual(err(down))
  expect(await walkPages(context, pageAt, async () => err(down))).toEqual(err(down))
})

it('takes a cursor that comes back for no end', async () => {
  const { asked, find } = vendor({ '': [['a'], '2'], '2': [['b'], '3'], '3': [['c'], '2'] })
  expect((await find('x'))._unsafeUnwrapErr()).toMatchObject({
    kind: 'unexpected_response',
    operation: 'create',
    message: expect.stringContaining('had given before'),
  })
  expect(asked).toHaveLength(3)
})
